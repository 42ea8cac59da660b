import { onTestFinished } from 'vitest'
import { createApp } from '#core/app.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { openStore } from '#core/store/open-store.ts'
import { createFakeClock } from './fake-clock.ts'
import { createTestPorts } from './test-ports.ts'

/** A console on a real data folder; closed at the end of the test, or before. */
export async function openFolderConsole(folder: string, clock = createFakeClock()) {
  const ports = createTestPorts({
    clock,
    store: await openStore(folder),
    stateFile: (name) => openStateFile(folder, name),
  })
  const app = await createApp(ports)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= app.close()
    return closing
  }
  onTestFinished(close)
  return { app, clock, close, ports, router: app.router, notices: ports.notices.list }
}
