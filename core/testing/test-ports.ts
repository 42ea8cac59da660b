import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import type { StateFile, StateName } from '#core/kernel/state/state-port.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { createNotices } from '#core/notices/notices.ts'
import type { Ports } from '#core/ports.ts'
import { createMemoryStore } from '#core/store/store.ts'

/** Files of a data folder that lives in memory; hand the same to the next app for a restart. */
export type TestFiles = Map<StateName, string>

/** A host made of the ports alone: proves that core needs no window, and is what core's tests run on. */
export function createTestPorts(
  overrides: Partial<Ports> = {},
  files: TestFiles = new Map(),
): Ports & { logged: string[] } {
  const logged: string[] = []
  const write = (level: string) => (message: string, facts?: Record<string, unknown>) =>
    void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`)

  const stateFile = (name: StateName): StateFile => ({
    async read() {
      return files.get(name)
    },
    async write(value) {
      files.set(name, JSON.stringify(value))
    },
    async setAside() {
      files.delete(name)
      return `${name}.unreadable-1.json`
    },
    copyAside: async () => `${name}.unreadable-1.json`,
  })

  const log = { info: write('info'), warn: write('warn'), error: write('error') }

  return {
    host: {
      kind: 'webhost',
      version: '0.0.0',
      platform: 'test',
      capabilities: { openExternal: false, clipboard: false, menu: false, notify: false, morePages: false },
      dataFolder: '(memory)',
      logFile: '(memory)',
    },
    clock: systemClock,
    vault: createMemoryVault('not-asked'),
    stateFile,
    store: createMemoryStore([]),
    log,
    saving: createSaving(overrides.clock ?? systemClock, overrides.log ?? log),
    redactor: createRedactor(),
    notices: createNotices(),
    sandboxWorker: new URL('../sandbox/worker.ts', import.meta.url),
    logged,
    ...overrides,
  }
}
