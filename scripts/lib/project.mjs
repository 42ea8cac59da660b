import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What the commands leave behind for themselves; ignored by git. */
export const cacheFolder = join(root, '.cache')

/** The Node the project runs on: the one npm installed, not the one that happens to run this script. */
export function projectNode() {
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(installed) ? installed : process.execPath
}

/** What the tools start in their turn finds the project's Node too, even when npm did not start us. */
export function putProjectNodeOnPath() {
  process.env.PATH = join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '')
}

/**
 * The script behind a package's command, to be run by {@link projectNode}: no shell, the same on every system.
 * @param {string} packageName
 * @param {string} command
 */
export function toolScript(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

export function isInstalled() {
  return existsSync(join(root, 'node_modules', 'electron-vite', 'package.json'))
}
