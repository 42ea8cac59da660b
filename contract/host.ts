import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { keptParts } from './pure/host/kept-parts.ts'
import { writeFailures } from './pure/host/write-failure.ts'

/** What a host can do; the page asks for these and never for the host's name. */
export interface Capabilities {
  /** Opens an allowed link in the system's browser; without it the page uses an ordinary link. */
  openExternal: boolean
  /** Puts the token on the system's clipboard without the page seeing it. */
  clipboard: boolean
  /** Shows the actions in a native menu. */
  menu: boolean
  /** Shows system notifications. */
  notify: boolean
  /** Serves pages on other devices, too, and makes addresses for them. */
  morePages: boolean
}

/** Where secrets live. `reason` says why they are only in memory. */
export type VaultView =
  | { kind: 'keyring'; persists: true }
  | { kind: 'file'; persists: true }
  | { kind: 'memory'; persists: false; reason: 'no-keyring' | 'basic-text' | 'root' | 'not-asked' }

const file = z.string()

/** Damage and loss: told until somebody dismisses them, through every restart. */
const losses = [
  z.object({ code: z.literal('state-set-aside'), file, keptAs: z.string() }),
  /** A copy is kept, and so many entries of it are in use. */
  z.object({ code: z.literal('state-recovered'), file, keptAs: z.string(), entries: z.number() }),
  z.object({ code: z.literal('store-set-aside'), file, keptAs: z.string() }),
  /** Set aside too, and so many exchanges of it are on the list again. */
  z.object({ code: z.literal('store-recovered'), file, keptAs: z.string(), exchanges: z.number() }),
  /** It is not there, or empty, though others of its folder are. */
  z.object({ code: z.literal('store-missing'), file }),
  /** Rows that stay in the file, and are shown no more. */
  z.object({ code: z.literal('exchanges-unreadable'), rows: z.number() }),
  /** Rows that are on the list, and do not open. */
  z.object({ code: z.literal('exchanges-incomplete'), rows: z.number() }),
  z.object({ code: z.literal('ip-lists-unreadable'), rows: z.number() }),
  z.object({ code: z.literal('timeline-unreadable'), rows: z.number() }),
  z.object({ code: z.literal('whitelist-unreadable'), rows: z.number() }),
  /** Recorded bodies that no exchange of the database names; `keptAs` is a folder. */
  z.object({ code: z.literal('bodies-set-apart'), keptAs: z.string(), files: z.number() }),
  /** The folder or the database was deleted while the console ran; so many exchanges went with it. */
  z.object({ code: z.literal('folder-made-anew'), exchanges: z.number().int() }),
  /** It was deleted while the console ran, which still had what was in it. */
  z.object({ code: z.literal('file-made-anew'), file }),
  /** So many of a part were not kept, since too much was waiting to be written. */
  z.object({ code: z.literal('given-up'), part: z.enum(keptParts), count: z.number().int() }),
  /** What the vault had of a token cannot be read. */
  z.object({ code: z.literal('token-damaged'), appId: z.string() }),
  /** `keptAs` has what could not be read of it. */
  z.object({ code: z.literal('vault-repaired'), file, keptAs: z.string() }),
  /** So many do not open under their names; they stay in the file. */
  z.object({ code: z.literal('vault-entries-unreadable'), file, entries: z.number().int() }),
  /** Other users of the system could read or write it. */
  z.object({ code: z.literal('vault-narrowed'), file }),
] as const

/** What is so for now: told as long as it is. */
const conditions = [
  z.object({ code: z.literal('state-newer'), file }),
  /** The file is left as it is, and not written. */
  z.object({ code: z.literal('state-unavailable'), file, reason: z.enum(writeFailures) }),
  /** In memory only, and tried again. */
  z.object({ code: z.literal('not-saved'), parts: z.array(z.enum(keptParts)), reason: z.enum(writeFailures) }),
  z.object({ code: z.literal('store-newer'), file }),
  z.object({ code: z.literal('store-memory') }),
  /** The file is left as it is, and the console runs without it until it is started again. */
  z.object({ code: z.literal('store-unavailable'), file, reason: z.enum(writeFailures) }),
  z.object({ code: z.literal('folder-in-use') }),
  /** Its origin cannot be dialled: somebody else has written the file. */
  z.object({ code: z.literal('account-origin-invalid'), account: z.string() }),
  /** What the environment sets; `names` as a person would look for them, with commas between. */
  z.object({ code: z.literal('environment-ignored'), names: z.string() }),
  z.object({ code: z.literal('environment-trusts'), names: z.string() }),
  z.object({ code: z.literal('environment-exposes'), names: z.string() }),
  /** Deleted while this console ran, and now another's. */
  z.object({ code: z.literal('folder-taken') }),
  /** An AppSecret, a token or a password is held and used, and not yet in the vault; it is tried again. */
  z.object({ code: z.literal('secret-not-saved'), reason: z.enum(writeFailures) }),
  /** Nothing in the vault can be read now; it is tried again. */
  z.object({ code: z.literal('vault-unreadable'), reason: z.enum(writeFailures) }),
] as const

/** Those that survive a restart. */
export const lossSchema = z.discriminatedUnion('code', losses)
export type Loss = z.infer<typeof lossSchema>

/**
 * What the person should know about their data. `file` is a name inside the data folder, never a whole path. A code
 * without a sentence in both languages does not compile (`i18n/<lang>/host.ts`).
 */
export type Notice = Loss | z.infer<(typeof conditions)[number]>

/** `kept`: until it is dismissed (`host.dismissNotice`); others end by themselves. */
export type NoticeView = Notice & { id: string; kept: boolean }

export interface HostView {
  kind: 'electron' | 'webhost'
  version: string
  platform: string
  /** BCP 47 tag of the system's language as the host sees it; absent when the page knows better. */
  systemLanguage?: string
  capabilities: Capabilities
  vault: VaultView
  dataFolder: string
  logFile: string
  /** Losses before conditions, each oldest first. */
  notices: NoticeView[]
}

export const hostContract = {
  openExternal: command.input(z.object({ url: z.url().max(2000) })).output(type<void>()),
  /** For good, on every page. One that is gone already, or ends by itself, is passed over. */
  dismissNotice: command.input(z.object({ id: z.string().max(2000) })).output(type<void>()),
  /** What another page gets in by, once and for so long; see `pure/webhost.ts`. Declined without `morePages`. */
  issueTicket: command.output(type<{ ticket: string; remainingMs: number }>()),
}
