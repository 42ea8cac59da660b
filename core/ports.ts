import type { LookupFunction } from 'node:net'
import type { HostView, VaultView } from '#contract/host.ts'
import type { WriteFailure } from '#contract/pure/write-failure.ts'
import type { NoticeBoard } from './notices/notices.ts'
import type { Redactor } from './redaction/redactor.ts'
import type { Saving } from './saving/saving.ts'
import type { Store } from './store/store.ts'

/** Time. Nothing in core reads a clock or sets a timer except through this. */
export interface Clock {
  /** Wall clock, epoch ms; may jump. */
  now(): number
  /** Ms since some fixed moment; never goes back, may stand still while the machine sleeps. */
  monotonic(): number
  /** Calls back every `ms`; returns how to stop. */
  every(ms: number, run: () => void): () => void
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * What came of reading a secret. `cannot-decrypt`: it is kept, and this one cannot be read · `unreadable`: nothing in the
 * vault can be read now (a host throws instead; `core/ports/retrying-vault.ts` makes this of it).
 */
export type VaultRead =
  | { kind: 'found'; value: string }
  | { kind: 'missing' }
  | { kind: 'cannot-decrypt' }
  | { kind: 'unreadable'; reason: WriteFailure }

/** Keeps AppSecrets and held tokens. Values never leave core but to WeChat. A host's throws system errors. */
export interface SecretVault {
  describe(): VaultView
  get(key: string): Promise<VaultRead>
  set(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
  /** Removes what a write that was killed has left; the console stops. */
  close?(): Promise<void>
}

/** The small state files of a data folder. */
export type StateName = 'settings' | 'accounts' | 'clock' | 'reminders' | 'sandbox' | 'window' | 'vault' | 'notices'

/** One small JSON file, written whole and atomically, 0600. Versions are the caller's (`core/state`). */
export interface StateFile {
  isThere?(): boolean
  /** Its text; `undefined` when there is none. Throws what the system says. */
  read(): Promise<string | undefined>
  write(value: Record<string, unknown>): Promise<void>
  /** Moves an unreadable file out of the way and returns its new name. */
  setAside(): Promise<string>
  /** Copies it as it is, and returns the copy's name. */
  copyAside(): Promise<string>
}

/** The log redacts every line itself; callers still pass no secret. */
export interface Log {
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

/** What a host hands to `createApp`. A port that is absent is a capability the host does not have. */
export interface Ports {
  host: Pick<HostView, 'kind' | 'version' | 'platform' | 'systemLanguage' | 'capabilities' | 'dataFolder' | 'logFile'>
  clock: Clock
  vault: SecretVault
  stateFile(name: StateName): StateFile
  store: Store
  /** Where everything that is written behind its caller waits for its turn, or for room. */
  saving: Saving
  log: Log
  /** Knows every secret core has met; the log and the recorder share it. */
  redactor: Redactor
  /** The sandbox's worker script, built or not. */
  sandboxWorker: URL
  /** Shows a system notification; one with the `tag` of an earlier one replaces it. */
  notify?(notification: { title: string; body: string; tag: string }): void
  writeClipboard?(text: string): Promise<void>
  /** Opens a link that `core/links.ts` has allowed. */
  openExternal?(url: string): Promise<void>
  /** The proxy that the system or the environment names for a URL, e.g. `http://proxy:3128`; `undefined` for none. */
  systemProxy?(url: string): Promise<string | undefined>
  /** What the person should know about their data; the host puts there what it met before core did. */
  notices: NoticeBoard
  /** Pages served at once; no limit when absent. */
  maxPages?: number
  /** What another page gets in by, once, and ms of its life. */
  issueTicket?(): { ticket: string; remainingMs: number }
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
}
