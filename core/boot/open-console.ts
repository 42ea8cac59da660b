import { join } from 'node:path'
import { createApp } from '#core/app.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { pauseFor } from '#core/kernel/clock/pause.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { createRotatingLog } from '#core/kernel/log/rotating-log.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import type { StateFile } from '#core/kernel/state/state-port.ts'
import { openState, type State, type StateSpec } from '#core/kernel/state/versioned-state.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { environmentNotices } from '#core/notices/environment.ts'
import { createNotices, type NoticeBoard } from '#core/notices/notices.ts'
import type { Ports } from '#core/ports.ts'
import { openStore } from '#core/store/open-store.ts'
import { isReadOnly } from '#core/store/store.ts'

/** Milliseconds that closing waits for unfinished writes. */
const CLOSE_TIMEOUT_MS = 5_000

/** Reporting for every later step of a start; made first, and needs only a writable folder. */
export interface BootContext {
  dataFolder: string
  logFile: string
  clock: Clock
  redactor: Redactor
  log: Log
  notices: NoticeBoard
}

/** A state file of the host's own: `file` where its format is not core's. */
export type OpenHostState = <T>(spec: StateSpec<T>, file?: StateFile) => Promise<State<T>>

/** The host's description and abilities. */
export interface HostParts
  extends Omit<
    Ports,
    'host' | 'clock' | 'vault' | 'stateFile' | 'store' | 'saving' | 'log' | 'redactor' | 'notices' | 'lookup'
  > {
  host: Omit<Ports['host'], 'platform' | 'dataFolder' | 'logFile'>
  /** A vault that outlives the console; secrets stay in memory when absent. */
  openVault?(openHostState: OpenHostState): Promise<SecretVault>
}

export function createBootContext(dataFolder: string, clock: Clock = systemClock): BootContext {
  const logFile = join(dataFolder, 'console.log')
  const redactor = createRedactor()
  const notices = createNotices()
  environmentNotices(process.env).forEach(notices.notice)
  return { dataFolder, logFile, clock, redactor, log: createRotatingLog({ file: logFile, redactor, clock }), notices }
}

/**
 * Opens the console on its data folder: the store, which decides who owns the folder, then the vault, then the product.
 */
export async function openConsole(context: BootContext, { host, openVault, ...ports }: HostParts) {
  const { dataFolder, logFile, clock, log, notices } = context
  const store = await openStore(dataFolder)
  const saving = createSaving(clock, log)
  const stateFile: Ports['stateFile'] = (name) => openStateFile(dataFolder, name)
  const readOnly = isReadOnly(store)
  const openHostState: OpenHostState = (spec, file) =>
    openState(spec, { stateFile: file ? () => file : stateFile, log, saving, readOnly, notice: notices.notice })
  const app = await createApp({
    ...ports,
    ...context,
    host: { ...host, platform: process.platform, dataFolder, logFile },
    vault: openVault ? await openVault(openHostState) : createMemoryVault('not-asked'),
    stateFile,
    store,
    saving,
  })

  return {
    app,
    openHostState,
    /** Writes everything, and ends what the host has of its own meanwhile; `late` when that takes over five seconds. */
    async close(endOwn: () => Promise<unknown>) {
      const over = new AbortController()
      const written = Promise.all([endOwn(), app.close()]).then(() => 'written' as const)
      const late = pauseFor(clock, CLOSE_TIMEOUT_MS, over.signal).then(() => 'late' as const)
      return Promise.race([written, late]).finally(() => over.abort())
    },
  }
}
