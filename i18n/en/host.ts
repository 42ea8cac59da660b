import type { Translated } from '#i18n/translated.ts'
import type { host as source } from '#i18n/zh-CN/host.ts'

export const host: Translated<typeof source> = {
  connecting: 'Connecting…',
  lost: 'Lost the connection to MP Console. Reconnecting… The time left may be off.',
  lostAtStart: 'MP Console isn’t responding. Retrying…',
  noKey: {
    title: 'This page has no session key',
    why: 'Each page is opened with its own address. You need a new one if the page was closed, duplicated or disconnected for too long, or if MP Console was restarted.',
  },
  ticketDead: {
    title: 'This address was already used or has expired',
    why: 'An address opens one page, once, within 10 minutes. If you didn’t use it, someone else did: restart MP Console first.',
  },
  getAddress:
    'To get a new one, press Enter in the terminal where MP Console runs, or run kill -USR2 with its process ID. In a page that’s still open, you can also choose “Open on another device”.',
  anotherDevice: {
    label: 'Other devices',
    setting: 'Open another page, on this computer or another one.',
    title: 'Open on another device',
    why: 'This address opens one page, once. Don’t send it to anyone: whoever opens it can use all accounts in this console.',
    address: 'Address',
    left: '{{left}} left',
    over: 'Expired',
    copy: 'Copy',
    copied: 'Address copied',
    again: 'New address',
    tunnel:
      'On another computer, open a tunnel to MP Console first, for example ssh -L {{port}}:127.0.0.1:{{port}}. If you use a different port on the left, change it in the address too.',
  },
  tooMany: {
    title: 'Too many pages are open',
    why: 'The console serves at most 4 pages at a time.',
    todo: 'Close one, or let this page replace the oldest.',
    takeOver: 'Replace the oldest page',
  },
  takenOver: {
    title: 'This page was replaced by another',
    why: 'The console serves at most 4 pages at a time.',
    takeBack: 'Continue here',
  },
  notice: {
    'state-set-aside': '{{file}} was unreadable and was saved as {{keptAs}}. MP Console started with default values.',
    'state-recovered':
      '{{file}} was damaged and was saved as {{keptAs}}. Entries recovered and in use: {{entries}}. Check what’s missing.',
    'state-unavailable':
      '{{file}} can’t be read: {{reason}}. The file is unchanged, and changes you make now are lost on restart.',
    'state-newer': '{{file}} was written by a newer version and is open read-only. Changes aren’t saved.',
    'store-set-aside': 'The exchanges in {{file}} were unreadable and were saved as {{keptAs}}. The list starts empty.',
    'store-recovered':
      '{{file}} was damaged and was saved as {{keptAs}}. Exchanges recovered into the list: {{exchanges}}.',
    'store-missing': '{{file}} was missing or empty. Exchanges and IP lists start empty.',
    'exchanges-unreadable': 'Damaged exchanges left off the list: {{rows}}. They’re still in console.sqlite.',
    'exchanges-incomplete': 'Listed exchanges with damaged contents: {{rows}}. Opening one shows what’s damaged.',
    'ip-lists-unreadable': 'Damaged IP list versions left out: {{rows}}. They’re still in console.sqlite.',
    'timeline-unreadable': 'Damaged token events left out: {{rows}}. They’re still in console.sqlite.',
    'whitelist-unreadable':
      'Damaged records of IPs seen by WeChat left out: {{rows}}. They’re still in console.sqlite.',
    'bodies-set-apart':
      'Recorded bodies that belong to no exchange: {{files}}. They were moved to the folder {{keptAs}}.',
    'store-unavailable':
      '{{file}} can’t be opened: {{reason}}. The file is unchanged, and exchanges are kept in memory only until the next start.',
    'store-newer':
      'The exchanges in {{file}} were written by a newer version and are open read-only. New ones aren’t saved.',
    'not-saved':
      'Not saved yet, in memory only: {{what}} ({{reason}}). MP Console saves them as soon as it can. Don’t quit before then.',
    'given-up': 'Too much was waiting to be saved, so the oldest {{number}} were dropped from {{what}}.',
    'store-memory': 'Exchanges are kept in memory only and cleared when you quit.',
    'folder-made-anew':
      'The data folder or its database disappeared while MP Console was running. It was recreated from what was still in memory. Exchanges lost: {{exchanges}}.',
    'file-made-anew':
      '{{file}} in the data folder disappeared while MP Console was running. It was recreated from memory, and nothing was lost.',
    'folder-taken':
      'The data folder disappeared while this console was running, and another console is using it now. Changes here aren’t saved. Close one of the two and restart.',
    'folder-in-use': 'Another console is using the data folder, so this one is read-only. Changes aren’t saved.',
    'account-origin-invalid':
      'The API host saved for {{account}} can’t be used. No requests are sent for this account until you correct it under Network in its menu.',
    'environment-ignored':
      'The environment sets {{names}}, which has no effect here: certificates are always verified, TLS is 1.2 or newer, and TLS keys are never logged. To trust your own certificate, add it in Settings under Network.',
    'environment-trusts':
      'The environment sets {{names}}, which is in effect: it changes which certificates count as the system’s, or how TLS is configured. Make sure you set it yourself.',
    'environment-exposes':
      'The environment sets {{names}}, which is in effect: other programs may run code in MP Console or read its contents, including secrets. Unset it if you don’t need it.',
    'token-damaged':
      'The token of {{appId}} in the vault is damaged and can’t be read. Its AppSecret isn’t affected. Fetch a new token.',
    'vault-repaired':
      'The vault file {{file}} was partly damaged. The unreadable parts were saved as {{keptAs}}; everything else is intact.',
    'vault-entries-unreadable':
      'Damaged entries in the vault file {{file}}: {{entries}}. They stay in the file. Enter any missing AppSecrets and passwords again.',
    'vault-narrowed':
      'The vault file {{file}} was readable by other users and has been restricted to you. If someone may have read it, change its passphrase and the secrets.',
    'secret-not-saved':
      'A secret or token couldn’t be written to the vault: {{reason}}. It stays in use, and MP Console keeps trying. If you quit before it’s saved, it’s lost.',
    'vault-unreadable':
      'The vault can’t be read right now: {{reason}}. Nothing in it is lost, and MP Console keeps trying.',
  },
  failure: {
    'no-space': 'the disk is full',
    'no-access': 'permission denied',
    gone: 'its folder or disk is missing',
    busy: 'another program is using it',
    damaged: 'it is damaged',
    io: 'disk error',
    other: 'the system gave no reason',
  },
  part: {
    secrets: 'secrets and tokens',
    accounts: 'accounts',
    settings: 'settings',
    rest: 'window bounds and other state',
    'ip-lists': 'IP lists',
    whitelist: 'IPs seen by WeChat',
    timeline: 'the token timeline',
    exchanges: 'exchanges',
  },
  dismiss: 'Dismiss notice',
  hostLost: 'MP Console couldn’t be reached, so nothing was done. Try again once it’s connected.',
  internal: 'MP Console had an internal error. See the log for details.',
}
