import type { LookupFunction } from 'node:net'
import type { HostView } from '#contract/host.ts'
import type { Clock } from './kernel/clock/clock.ts'
import type { Log } from './kernel/log/log.ts'
import type { Notify } from './kernel/notify.ts'
import type { Redactor } from './kernel/redaction/redactor.ts'
import type { Saving } from './kernel/saving/saving.ts'
import type { StateFile, StateName } from './kernel/state/state-port.ts'
import type { SecretVault } from './kernel/vault/vault.ts'
import type { NoticeBoard } from './notices/notices.ts'
import type { SystemProxy } from './route/routes.ts'
import type { Store } from './store/store.ts'

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
  notify?: Notify
  writeClipboard?(text: string): Promise<void>
  /** Opens a link that `core/host/links.ts` has allowed. */
  openExternal?(url: string): Promise<void>
  systemProxy?: SystemProxy
  /** What the person should know about their data; the host puts there what it met before core did. */
  notices: NoticeBoard
  /** Pages served at once; no limit when absent. */
  maxPages?: number
  /** What another page gets in by, once, and ms of its life. */
  issueTicket?(): { ticket: string; remainingMs: number }
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
}
