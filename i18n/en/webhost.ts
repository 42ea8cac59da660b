import type { Translated } from '#i18n/translated.ts'
import type { webhost as source } from '#i18n/zh-CN/webhost.ts'

export const webhost: Translated<typeof source> = {
  nodeTooOld: 'MP Console needs Node {{needed}} or newer. This is {{version}}.',
  started:
    'Running. The address works once, within 10 minutes. For a new one: kill -USR2 {{pid}}. Press Ctrl+C to stop.',
  startedHere: 'Running. The address works once, within 10 minutes. Press Enter for a new one, Ctrl+C to stop.',
  notAllWritten: 'Not everything could be written within 5 seconds. Stopped anyway.',
  portBusy: 'Port {{port}} is in use, using {{used}}.',
  otherName:
    'Open this at 127.0.0.1, not localhost, which may lead to another program. Change the hostname in the address.',
  unexpected: 'An unexpected error occurred. Details are in the log {{file}}.',
  flag: {
    unknown:
      'Unknown flag {{flag}}. Available flags: --port N, --vault FILE, --passphrase-fd N, --passphrase-file FILE, --data DIR, --open.',
    noValue: '{{flag}} needs a value.',
    port: '--port needs a whole number from 0 to 65535, optionally followed by + (the first free port from there). Got {{value}}.',
    passphraseAlone: '--passphrase-fd and --passphrase-file require --vault.',
    passphraseTwice: 'Use either --passphrase-fd or --passphrase-file, not both.',
    passphraseFd: '--passphrase-fd needs 0 or a whole number from 3 to 999. Got {{value}}.',
  },
  start: {
    printsSecrets:
      'NODE_DEBUG makes Node print everything sent and received, including secrets ({{sets}}). Unset it and start again.',
    noPage: 'The page hasn’t been built yet. Run npm run build first.',
    unsafeFolder: {
      'not-ours': 'The data folder {{folder}} belongs to another user. Choose one of your own with --data DIR.',
      'open-to-others':
        'Other users can write to the data folder {{folder}}. Restrict its permissions first (chmod go-w), or choose another one with --data DIR.',
    },
    dataFolder: 'The data folder {{folder}} isn’t writable ({{code}}). Choose another one with --data DIR.',
    portTaken:
      'Port {{port}} is in use, so nothing was started. MP Console may already be running. Choose another with --port N; --port {{port}}+ takes the next free one, --port 0 any.',
    noLaterPort: 'No free port from {{port}} on ({{code}}). Choose another with --port N; 0 means any.',
    noPort: 'Can’t listen on port {{port}} ({{code}}). Choose another with --port N; 0 means any.',
  },
  vault: {
    newPassphrase: 'Choose a passphrase for the new vault: ',
    repeatPassphrase: 'Repeat it: ',
    passphrase: 'Vault passphrase: ',
    different: 'The passphrases don’t match. No vault was created.',
    empty: 'The passphrase can’t be empty.',
    noTerminal:
      'The vault needs a passphrase. Start in a terminal, or provide it with --passphrase-file, --passphrase-fd or MP_CONSOLE_PASSPHRASE.',
    passphraseShared: 'The passphrase file {{name}} is readable by others, or isn’t yours. Run chmod 600 on it first.',
    passphraseTerminal: '{{name}} is a terminal. To type the passphrase, omit the flag.',
    passphraseUnreadable: 'Can’t read the passphrase from {{name}} ({{code}}).',
    passphraseLong: 'The passphrase in {{name}} is longer than 4096 bytes.',
    passphraseNoText: 'The passphrase in {{name}} isn’t UTF-8 text. Encode random bytes as base64.',
    wrongPassphrase: 'The passphrase is wrong, or the vault file was modified. {{file}} is unchanged.',
    notAVault: '{{file}} isn’t an MP Console vault. It’s unchanged.',
    damaged:
      'The vault {{file}} is damaged or was modified and can’t be opened. It’s unchanged. Restore a backup if you have one.',
    foreign:
      'The vault {{file}} is accessible to other users and belongs to someone else, so it isn’t used. Have its owner restrict its permissions, or choose another file.',
    newer: '{{file}} was written by a newer MP Console. It’s unchanged.',
    unreadable: 'Can’t read or write the vault {{file}} ({{code}}).',
  },
}
