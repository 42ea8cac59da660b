import type { Translated } from '../translated.ts'
import type { webhost as source } from '../zh-CN/webhost.ts'

export const webhost: Translated<typeof source> = {
  nodeTooOld: 'MP Console needs Node {{needed}} or newer; this is {{version}}.',
  started: 'Running. Press Ctrl+C to stop.',
  portBusy: 'Port {{port}} is taken, using {{used}}.',
  unexpected: 'An unexpected error occurred. Details are in the log {{file}}.',
  flag: {
    unknown: 'Unknown {{flag}}. Known flags: --port N, --vault FILE, --data DIR, --open.',
    noValue: '{{flag}} needs a value.',
    port: '--port needs a whole number from 0 to 65535, got {{value}}.',
  },
  start: {
    noPage: 'The page is not built yet. Run npm run build first.',
    dataFolder: 'The data folder {{folder}} cannot be written ({{code}}). Choose another with --data DIR.',
    noPort: 'No port is free from {{port}} on ({{code}}). Choose another with --port N; 0 means any.',
  },
  vault: {
    newPassphrase: 'Choose a passphrase for the new vault: ',
    repeatPassphrase: 'Once more: ',
    passphrase: 'Passphrase of the vault: ',
    different: 'The two passphrases differ. No vault was created.',
    empty: 'The passphrase cannot be empty.',
    noTerminal: 'The vault needs a passphrase: start in a terminal, or set MP_CONSOLE_PASSPHRASE.',
    wrongPassphrase: 'The passphrase is wrong, or the vault file was changed. {{file}} is left as it was.',
    notAVault: '{{file}} is not a vault of MP Console. It is left as it was.',
    newer: '{{file}} was written by a newer MP Console. It is left as it was.',
    unreadable: 'The vault {{file}} cannot be read or written ({{code}}).',
  },
}
