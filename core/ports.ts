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

/** A host's adapters for `createApp`. A missing one is an ability that the host does not have. */
export interface Ports {
  host: Pick<HostView, 'kind' | 'version' | 'platform' | 'systemLanguage' | 'capabilities' | 'dataFolder' | 'logFile'>
  clock: Clock
  vault: SecretVault
  stateFile(name: StateName): StateFile
  store: Store
  /** All background writes, waiting for their turn or for space. */
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
  /** Notices about the person's data, beginning with those of the host's own start. */
  notices: NoticeBoard
  /** Pages served at once; no limit when absent. */
  maxPages?: number
  /** A ticket that lets another page in, once, and the ms that it is still valid. */
  issueTicket?(): { ticket: string; remainingMs: number }
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
}
