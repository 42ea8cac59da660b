import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#scripts/lib/project.mjs'

/**
 * @typedef {{ kind: 'found', path: string, given: boolean }
 *   | { kind: 'missing', path: string }
 *   | { kind: 'no-display' }
 *   | { kind: 'not-installed' }} ElectronChoice
 * `given`: by the environment, so used whatever else is so.
 */

/**
 * Which Electron to run: the environment's, else the one that was downloaded, where there is a display for it.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} [packageFolder]
 * @returns {ElectronChoice}
 */
export function chooseElectron(env, platform, packageFolder = join(root, 'node_modules', 'electron')) {
  const name = readIfAny(join(packageFolder, 'path.txt'))
  const given =
    env.ELECTRON_EXEC_PATH ||
    (env.ELECTRON_OVERRIDE_DIST_PATH && join(env.ELECTRON_OVERRIDE_DIST_PATH, name ?? defaultName(platform)))
  if (given) return existsSync(given) ? { kind: 'found', path: given, given: true } : { kind: 'missing', path: given }
  if (!hasDisplay(env, platform)) return { kind: 'no-display' }
  const installed = name && join(packageFolder, 'dist', name)
  return installed && existsSync(installed)
    ? { kind: 'found', path: installed, given: false }
    : { kind: 'not-installed' }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env, platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** As Electron's own package names it. @param {NodeJS.Platform} platform */
function defaultName(platform) {
  if (platform === 'win32') return 'electron.exe'
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/** @param {string} file */
function readIfAny(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
