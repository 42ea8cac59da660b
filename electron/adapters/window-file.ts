import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ipcMain } from 'electron'
import ElectronStore from 'electron-store'
import { kindOfPath } from '#core/kernel/files/private-file.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import type { StateFile } from '#core/kernel/state/state-port.ts'

// Loading the package adds signal handlers that end the process before anything is saved.
for (const event of process.eventNames()) {
  if (typeof event === 'string' && event.startsWith('SIG')) process.removeAllListeners(event)
}

/**
 * `window.json`, the window's bounds: the one state that is the desktop's alone, so electron-store writes it. It is read,
 * and set aside when it is damaged, like every other state.
 */
export function openWindowFile(folder: string): StateFile {
  const file = openStateFile(folder, 'window')
  return {
    ...file,
    async write(value) {
      // The package would make a folder that everybody can read, and write through a link.
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (kindOfPath(join(folder, 'window.json')) === 'other') await file.setAside()
      // A file that is no JSON was copied aside when it was read.
      const options = { cwd: folder, name: 'window', configFileMode: 0o600, clearInvalidConfig: true }
      const store = new ElectronStore({ ...options, accessPropertiesByDotNotation: false })
      // The package opens a channel for pages, which this page does not use.
      ipcMain.removeAllListeners('electron-store-get-data')
      store.store = value
    },
  }
}
