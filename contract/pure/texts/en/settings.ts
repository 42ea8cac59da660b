import type { Translated } from '../translated.ts'
import type { settings as source } from '../zh-CN/settings.ts'

export const settings: Translated<typeof source> = {
  title: 'Settings',
  sections: {
    general: 'General',
    network: 'Network',
    secrets: 'Secrets',
    storage: 'Storage',
    shortcuts: 'Shortcuts',
    about: 'About',
  },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'System' },
  language: { label: 'Language', why: 'Follows the system by default', system: 'System' },
  reminder: {
    label: 'Remind before the token ends',
    why: 'Once per token; silent while keep alive works.',
    off: 'Off',
    before: '{{minutes}} minutes before',
  },
  timeout: {
    label: 'Request timeout (seconds)',
    why: 'From dialling to the last byte, 1 to 120. A timeout names the phase it stopped in.',
    fault: 'A whole number from 1 to 120.',
  },
  connectTimeout: {
    label: 'Connection timeout (seconds)',
    why: 'Of the above: until there is a connection, through proxy and TLS. 1 to 120.',
  },
  caFile: {
    label: 'CA file',
    why: "A PEM file on the computer that runs MP Console. Its certificates are trusted beside the built-in ones and the system's; for a company proxy that opens TLS. Empty for none.",
    example: '/etc/ssl/corp.pem',
    good: 'Trusted from the next request on.',
  },
  ways: 'API host and proxy are set for each account: choose it, then Network in its menu.',
  vault: {
    label: 'Where they are kept',
    why: 'No command can read an AppSecret back.',
    keyring: 'System keyring',
    keyringWhy: 'Encrypted by the operating system; still there after you quit.',
    file: 'Encrypted file',
    fileWhy: 'Encrypted with the passphrase given at start (AES-256-GCM); still there after you quit.',
    memory: 'Memory only',
  },
  maxExchanges: {
    label: 'Exchanges kept',
    why: '{{least}} to {{most}}. The oldest go first; pinned ones count and stay.',
    fault: 'A whole number from {{least}} to {{most}}.',
  },
  maxExchangeMb: {
    label: 'Size of all exchanges (MiB)',
    why: '{{least}} to {{most}}, heads and bodies together.',
    fault: 'A whole number from {{least}} to {{most}}.',
  },
  keptNow_one: 'Kept now: 1 exchange, {{size}}. Pinned: {{pinned}}.',
  keptNow_other: 'Kept now: {{exchanges}} exchanges, {{size}}. Pinned: {{pinned}}.',
  dataFolder: {
    label: 'Data folder',
    why: 'Accounts, settings and exchanges; big bodies lie in its “bodies” folder. No token or AppSecret is written in clear text.',
    copy: 'Copy folder path',
  },
  logFile: {
    label: 'Log',
    why: 'Secrets and tokens are taken out; it can go with a problem report.',
    copy: 'Copy log path',
  },
  copiedPath: 'Path copied',
  notices: 'Notices of this start',
  noNotices: 'No notices',
  about: {
    version: 'Version',
    host: 'Runs as',
    electron: 'Desktop window',
    webhost: 'Browser page (local service)',
    platform: 'System',
    license: 'License',
    docs: 'WeChat documentation',
  },
}
