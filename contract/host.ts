import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { keptParts } from './pure/host/kept-parts.ts'
import { writeFailures } from './pure/host/write-failure.ts'

/** A host's abilities; the page asks for these and never for the host's name. */
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

/** Where secrets are stored. `reason` says why they are only in memory. */
export type VaultView =
  | { kind: 'keyring'; persists: true }
  | { kind: 'file'; persists: true }
  | { kind: 'memory'; persists: false; reason: 'no-keyring' | 'basic-text' | 'root' | 'not-asked' }

const file = z.string()

/** Damage and loss: shown until a person dismisses the notice, also after restarts. */
const losses = [
  z.object({ code: z.literal('state-set-aside'), file, keptAs: z.string() }),
  /** The damaged file is kept as a copy; `entries` of it are in use. */
  z.object({ code: z.literal('state-recovered'), file, keptAs: z.string(), entries: z.number() }),
  z.object({ code: z.literal('store-set-aside'), file, keptAs: z.string() }),
  /** The damaged database is set aside; `exchanges` from it are in the list again. */
  z.object({ code: z.literal('store-recovered'), file, keptAs: z.string(), exchanges: z.number() }),
  /** The file is missing or empty, though others of its folder exist. */
  z.object({ code: z.literal('store-missing'), file }),
  /** Rows that stay in the file and are no longer shown. */
  z.object({ code: z.literal('exchanges-unreadable'), rows: z.number() }),
  /** Rows that are in the list and cannot be opened. */
  z.object({ code: z.literal('exchanges-incomplete'), rows: z.number() }),
  z.object({ code: z.literal('ip-lists-unreadable'), rows: z.number() }),
  z.object({ code: z.literal('timeline-unreadable'), rows: z.number() }),
  z.object({ code: z.literal('whitelist-unreadable'), rows: z.number() }),
  /** Recorded bodies that no exchange of the database refers to; `keptAs` is a folder. */
  z.object({ code: z.literal('bodies-set-apart'), keptAs: z.string(), files: z.number() }),
  /** The folder or the database was deleted while the console ran, and `exchanges` went with it. */
  z.object({ code: z.literal('folder-made-anew'), exchanges: z.number().int() }),
  /** The file was deleted while the console ran; its content was still in memory. */
  z.object({ code: z.literal('file-made-anew'), file }),
  /** Entries of a part that were discarded, since too much was waiting to be written. */
  z.object({ code: z.literal('given-up'), part: z.enum(keptParts), count: z.number().int() }),
  /** A token stored in the vault cannot be read. */
  z.object({ code: z.literal('token-damaged'), appId: z.string() }),
  /** `keptAs` holds what could not be read. */
  z.object({ code: z.literal('vault-repaired'), file, keptAs: z.string() }),
  /** Secrets that cannot be decrypted under their names; they stay in the file. */
  z.object({ code: z.literal('vault-entries-unreadable'), file, entries: z.number().int() }),
  /** Other users of the system could read or write the file. */
  z.object({ code: z.literal('vault-narrowed'), file }),
] as const

/** Current conditions: shown as long as they last. */
const conditions = [
  z.object({ code: z.literal('state-newer'), file }),
  /** The file is left unchanged and not written. */
  z.object({ code: z.literal('state-unavailable'), file, reason: z.enum(writeFailures) }),
  /** The data of these parts is in memory only; writing is tried again. */
  z.object({ code: z.literal('not-saved'), parts: z.array(z.enum(keptParts)), reason: z.enum(writeFailures) }),
  z.object({ code: z.literal('store-newer'), file }),
  z.object({ code: z.literal('store-memory') }),
  /** The file is left unchanged, and the console runs without it until the next start. */
  z.object({ code: z.literal('store-unavailable'), file, reason: z.enum(writeFailures) }),
  z.object({ code: z.literal('folder-in-use') }),
  /** The account's origin cannot be dialled: another program has changed the file. */
  z.object({ code: z.literal('account-origin-invalid'), account: z.string() }),
  /** What the environment sets; `names`: variables and `NODE_OPTIONS` switches, separated by commas. */
  z.object({ code: z.literal('environment-ignored'), names: z.string() }),
  z.object({ code: z.literal('environment-trusts'), names: z.string() }),
  z.object({ code: z.literal('environment-exposes'), names: z.string() }),
  /** The folder was deleted while this console ran, and another console owns it now. */
  z.object({ code: z.literal('folder-taken') }),
  /** An AppSecret, a token or a password is in use but not yet in the vault; writing is tried again. */
  z.object({ code: z.literal('secret-not-saved'), reason: z.enum(writeFailures) }),
  /** The vault cannot be read now; reading is tried again. */
  z.object({ code: z.literal('vault-unreadable'), reason: z.enum(writeFailures) }),
] as const

/** Notices that survive a restart. */
export const lossSchema = z.discriminatedUnion('code', losses)
export type Loss = z.infer<typeof lossSchema>

/**
 * What the person should know about their data. `file` is a name inside the data folder, never a whole path. A code
 * without a sentence in both languages does not compile (`i18n/<lang>/host.ts`).
 */
export type Notice = Loss | z.infer<(typeof conditions)[number]>

/** `kept`: shown until dismissed (`host.dismissNotice`); other notices end by themselves. */
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
  /** Dismisses a notice for good, on every page. A notice that is gone, or ends by itself, is ignored. */
  dismissNotice: command.input(z.object({ id: z.string().max(2000) })).output(type<void>()),
  /**
   * Issues the ticket that another page opens with, once and within `remainingMs`; see `pure/host/webhost.ts`. Declined
   * without `morePages`.
   */
  issueTicket: command.output(type<{ ticket: string; remainingMs: number }>()),
}
