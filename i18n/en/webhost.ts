import type { Translated } from '#i18n/translated.ts'
import type { webhost as source } from '#i18n/zh-CN/webhost.ts'

export const webhost: Translated<typeof source> = {
  nodeTooOld: 'MP Console needs Node {{needed}} or newer; this is {{version}}.',
  started: 'Running. The address works once, within 10 minutes; for another: kill -USR2 {{pid}}. Press Ctrl+C to stop.',
  startedHere: 'Running. The address works once, within 10 minutes; for another, press Enter. Press Ctrl+C to stop.',
  notAllWritten: 'Not everything could be written within 5 seconds; stopped all the same.',
  portBusy: 'Port {{port}} is taken, using {{used}}.',
  otherName:
    'Open this at 127.0.0.1, not localhost, which may lead to another program. Change the host name in the address.',
  unexpected: 'An unexpected error occurred. Details are in the log {{file}}.',
  flag: {
    unknown:
      'Unknown {{flag}}. Known flags: --port N, --vault FILE, --passphrase-fd N, --passphrase-file FILE, --data DIR, --open.',
    noValue: '{{flag}} needs a value.',
    port: '--port needs a whole number from 0 to 65535, or one with + for the first free one from there on; got {{value}}.',
    passphraseAlone: '--passphrase-fd and --passphrase-file need --vault.',
    passphraseTwice: 'Use either --passphrase-fd or --passphrase-file, not both.',
    passphraseFd: '--passphrase-fd needs 0 or a whole number from 3 to 999, got {{value}}.',
  },
  start: {
    printsSecrets:
      'NODE_DEBUG makes Node print what is sent and received, secrets included ({{sets}}). Unset it and start again.',
    noPage: 'The page is not built yet. Run npm run build first.',
    unsafeFolder: {
      'not-ours': 'The data folder {{folder}} is another user’s. Choose one of your own: --data DIR.',
      'open-to-others':
        'Other users may write in the data folder {{folder}}. Narrow its rights first (chmod go-w), or choose another one: --data DIR.',
    },
    dataFolder: 'The data folder {{folder}} cannot be written ({{code}}). Choose another with --data DIR.',
    portTaken:
      'Port {{port}} is taken; nothing was started. The console may be running already. Choose another with --port N; --port {{port}}+ takes the next free one, --port 0 any.',
    noLaterPort: 'No port is free from {{port}} on ({{code}}). Choose another with --port N; 0 means any.',
    noPort: 'Port {{port}} cannot be listened on ({{code}}). Choose another with --port N; 0 means any.',
  },
  vault: {
    newPassphrase: 'Choose a passphrase for the new vault: ',
    repeatPassphrase: 'Once more: ',
    passphrase: 'Passphrase of the vault: ',
    different: 'The two passphrases differ. No vault was created.',
    empty: 'The passphrase cannot be empty.',
    noTerminal:
      'The vault needs a passphrase: start in a terminal, or give it by --passphrase-file, --passphrase-fd or MP_CONSOLE_PASSPHRASE.',
    passphraseShared: 'The passphrase file {{name}} can be read by others, or is not yours. Run chmod 600 on it first.',
    passphraseTerminal: '{{name}} is a terminal. To type the passphrase, leave the flag out.',
    passphraseUnreadable: 'The passphrase cannot be read from {{name}} ({{code}}).',
    passphraseLong: 'The passphrase in {{name}} is longer than 4096 bytes.',
    passphraseNoText: 'The passphrase in {{name}} is not text in UTF-8. Write random bytes in base64.',
    wrongPassphrase: 'The passphrase is wrong, or the vault file was changed. {{file}} is left as it was.',
    notAVault: '{{file}} is not a vault of MP Console. It is left as it was.',
    damaged:
      'The vault {{file}} is damaged or was changed and cannot be opened. It is left as it was; restore a backup if you have one.',
    foreign:
      'The vault {{file}} is open to other users and belongs to another one, so it is not used. Have its owner narrow the rights, or choose another file.',
    newer: '{{file}} was written by a newer MP Console. It is left as it was.',
    unreadable: 'The vault {{file}} cannot be read or written ({{code}}).',
  },
}
