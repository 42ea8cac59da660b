import { join } from 'node:path'
import { app, protocol, shell } from 'electron'
import { createBootContext } from '#core/boot/open-console.ts'
import { makePrivateFolder, UnsafeFolderError } from '#core/kernel/files/private-folder.ts'
import { printingDebugSets } from '#core/notices/environment.ts'
import { fill } from '#i18n/fill.ts'
import { endAfterFailedStart, reportUncaught } from './crash.ts'
import { askedDataFolder } from './data-folder.ts'
import { reportFailedStart } from './launcher.ts'
import { createMessages, type Messages } from './messages.ts'
import { registerAppScheme } from './page-security/app-protocol.ts'
import { guardNavigation } from './page-security/navigation-guard.ts'
import { choosePage } from './page-security/page.ts'
import { createSafeOpen } from './page-security/safe-open.ts'
import { dropLooseningSwitches } from './page-security/switches.ts'
import { startConsole } from './start.ts'

start()

/** What must happen before Electron is ready, in this order. Electron does not become ready while this module awaits. */
function start(): void {
  const messages = createMessages(() => app.getPreferredSystemLanguages()[0])
  const printing = printingDebugSets()
  if (printing.length > 0) {
    const { title, body } = messages.current().actions.dialog.printsSecrets
    reportFailedStart(title, fill(body, { sets: printing.join(', ') }))
    app.exit(1)
    return
  }
  const dataFolder = claimDataFolder(messages)
  if (!dataFolder) {
    app.exit(1)
    return
  }

  const boot = createBootContext(dataFolder)
  const { log } = boot
  reportUncaught({ ...boot, messages })

  // The lock is the folder's, so it comes after the folder is known. The console that holds it shows its window.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }

  const page = choosePage({
    isPackaged: app.isPackaged,
    argv: process.argv,
    rendererUrl: process.env.ELECTRON_RENDERER_URL,
  })
  const safeOpen = createSafeOpen(shell, log)
  registerAppScheme(protocol)
  const dropped = dropLooseningSwitches(app.commandLine)
  if (dropped.length > 0) log.warn('switches that loosen the window were taken off', { dropped })
  // Root on Linux cannot have it: Chromium starts there only with this switch, which the launcher adds.
  if (app.commandLine.hasSwitch('no-sandbox')) log.warn('the page runs without the sandbox of its process')
  else app.enableSandbox()
  guardNavigation(app, page, safeOpen, log)

  app
    .whenReady()
    .then(() => startConsole({ boot, messages, page, safeOpen }))
    .catch((error: unknown) => endAfterFailedStart(error, { ...boot, messages }))
}

/** Makes the data folder, for its owner only. `undefined` when it cannot be written, which was reported. */
function claimDataFolder(messages: Messages): string | undefined {
  const folder = askedDataFolder(process.argv, process.env) ?? app.getPath('userData')
  // What Chromium keeps stays apart from what the console keeps.
  const chromiumFolder = join(folder, 'chromium')
  try {
    makePrivateFolder(folder)
    makePrivateFolder(chromiumFolder)
  } catch (error) {
    const { title, body, ...unsafe } = messages.current().actions.dialog.dataFolder
    if (error instanceof UnsafeFolderError) {
      reportFailedStart(title, fill(unsafe[error.fault], { folder }))
      return undefined
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    reportFailedStart(title, fill(body, { folder, code }))
    return undefined
  }
  app.setPath('userData', folder)
  app.setPath('sessionData', chromiumFolder)
  return folder
}
