import type { Translated } from '#i18n/translated.ts'
import type { host as source } from '#i18n/zh-CN/host.ts'

export const host: Translated<typeof source> = {
  connecting: 'Connecting…',
  lost: 'The connection to the console was lost; trying again. The time left may be off.',
  lostAtStart: 'The console does not answer; trying again.',
  noKey: {
    title: 'This page has no session key',
    why: 'Each page is opened by an address of its own. One that was closed or duplicated, or was away too long, needs a new one; so do all after a restart of the console.',
  },
  ticketDead: {
    title: 'This address was used before, or is too old',
    why: 'An address opens one page, once, within 10 minutes. If it was not you who used it, somebody else did: restart the console first.',
  },
  getAddress:
    'For a new one, press Enter in the terminal where the console runs, or run kill -USR2 with its process id. A page that is still open offers one, too, under “Open on another device”.',
  anotherDevice: {
    label: 'Other devices',
    setting: 'One page more, on this computer or another.',
    title: 'Open on another device',
    why: 'This address opens one page, once. Send it to nobody: whoever opens it can use every account of this console.',
    address: 'Address',
    left: '{{left}} left',
    over: 'No longer valid',
    copy: 'Copy',
    copied: 'Address copied',
    again: 'New address',
    tunnel:
      'Another computer needs a tunnel to the console first, for instance ssh -L {{port}}:127.0.0.1:{{port}}. With another port on its left side, change the one in the address, too.',
  },
  tooMany: {
    title: 'Too many pages are open',
    why: 'The console serves at most 4 pages at a time.',
    todo: 'Close one, or let this page take the place of the oldest.',
    takeOver: 'Take the oldest page’s place',
  },
  takenOver: {
    title: 'Another page took this one’s place',
    why: 'The console serves at most 4 pages at a time.',
    takeBack: 'Continue here',
  },
  notice: {
    'state-set-aside': '{{file}} was unreadable and is kept as {{keptAs}}. The console started from defaults.',
    'state-recovered':
      '{{file}} was damaged and is kept as {{keptAs}}. Entries that could be read and are in use: {{entries}}. Check what is missing.',
    'state-unavailable':
      '{{file}} cannot be read: {{reason}}. It is left as it is, and changes made now are lost at a restart.',
    'state-newer': '{{file}} was written by a newer version and is open read-only. Changes here are not saved.',
    'store-set-aside': 'The exchanges in {{file}} were unreadable and are kept as {{keptAs}}. The list starts empty.',
    'store-recovered':
      '{{file}} was damaged and is kept as {{keptAs}}. Exchanges that could be read out of it and are on the list: {{exchanges}}.',
    'store-missing': '{{file}} was gone or empty. The lists of exchanges and IPs start empty.',
    'exchanges-unreadable': 'Exchanges that are damaged and left off the list: {{rows}}. They stay in console.sqlite.',
    'exchanges-incomplete':
      'Exchanges on the list whose contents are damaged: {{rows}}. They say so when they are opened.',
    'ip-lists-unreadable': 'Versions of IP lists that are damaged and left out: {{rows}}. They stay in console.sqlite.',
    'timeline-unreadable': 'Token events that are damaged and left out: {{rows}}. They stay in console.sqlite.',
    'whitelist-unreadable':
      'IPs seen by WeChat whose records are damaged and left out: {{rows}}. They stay in console.sqlite.',
    'bodies-set-apart': 'Recorded bodies that no exchange names: {{files}}. They are kept in the folder {{keptAs}}.',
    'store-unavailable':
      '{{file}} cannot be opened: {{reason}}. It is left as it is; exchanges are in memory only until the next start.',
    'store-newer':
      'The exchanges in {{file}} were written by a newer version and are open read-only. New ones are not saved.',
    'not-saved':
      'Not saved yet, and in memory only: {{what}} ({{reason}}). They are saved as soon as that is possible; do not quit before then.',
    'given-up': 'Too much was waiting to be saved: of {{what}}, the oldest {{number}} were not kept.',
    'store-memory': 'Exchanges are in memory only and go when you quit.',
    'folder-made-anew':
      'The data folder or its database was gone while the console ran. It was made anew with what the console still had. Exchanges lost: {{exchanges}}.',
    'file-made-anew':
      '{{file}} in the data folder was gone while the console ran. It was made anew with what the console still had; nothing of it is lost.',
    'folder-taken':
      'The data folder was gone while this console ran, and another console has it now. Changes here are not saved; close one of the two and start again.',
    'folder-in-use': 'Another console is using the data folder; this one reads only. Changes are not saved.',
    'account-origin-invalid':
      'The API host kept for {{account}} is not one that requests can go to. Nothing is sent for it until you correct it under Network in its menu.',
    'environment-ignored':
      'The environment sets {{names}}. It has no effect here: certificates are always checked, TLS is 1.2 or newer, and keys are not written down. Name a certificate of your own in the settings under Network.',
    'environment-trusts':
      'The environment sets {{names}}, and it is in effect: it says which certificates are the system’s, or how TLS is set up. Make sure that this is your doing.',
    'environment-exposes':
      'The environment sets {{names}}, and it is in effect: other programs may run code in the console, or read what it holds, secrets included. Unset it if you do not need it.',
    'token-damaged':
      'The token of {{appId}} in the vault is damaged and cannot be read. Its AppSecret is not affected; fetch a token again.',
    'vault-repaired':
      'The vault file {{file}} was damaged in places. What cannot be read of it is kept as {{keptAs}}; the rest is here.',
    'vault-entries-unreadable':
      'Entries of the vault file {{file}} that are damaged and cannot be read: {{entries}}. They stay in the file. Enter again the AppSecrets and passwords that are missing.',
    'vault-narrowed':
      'The vault file {{file}} was open to other users, and is for you alone now. If somebody may have read it, change its passphrase and the secrets.',
    'secret-not-saved':
      'A secret or token could not be written to the vault: {{reason}}. It stays in use and is tried again; quitting before that loses it.',
    'vault-unreadable': 'The vault cannot be read now: {{reason}}. Nothing in it is lost, and it is tried again.',
  },
  failure: {
    'no-space': 'there is no room on the disk',
    'no-access': 'the console may not read or write it',
    gone: 'its folder or disk is not there',
    busy: 'another program holds it',
    damaged: 'it is damaged',
    io: 'the disk failed',
    other: 'the system did not say why',
  },
  part: {
    secrets: 'secrets and tokens',
    accounts: 'accounts',
    settings: 'settings',
    rest: 'the window’s place and the like',
    'ip-lists': 'IP lists',
    whitelist: 'the IPs WeChat saw',
    timeline: 'the token timeline',
    exchanges: 'exchanges',
  },
  dismiss: 'Dismiss notice',
  hostLost: 'The console was not reached, and this was not done. Try again once it is connected.',
  internal: 'The console failed inside; the log says more.',
}
