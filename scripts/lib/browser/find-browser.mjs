import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']

/**
 * Where a Chrome or Chromium may be, best first: the one asked for, then the system's.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
export function browserCandidates(env, platform) {
  const asked = [env.MP_CONSOLE_CHROMIUM, env.CHROME_PATH].flatMap((path) => path || [])
  const onPath = (env.PATH ?? '')
    .split(platform === 'win32' ? ';' : delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => commands.map((command) => join(folder, platform === 'win32' ? `${command}.exe` : command)))
  return [...asked, ...wellKnown(env, platform), ...onPath]
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
function wellKnown(env, platform) {
  if (platform === 'darwin') {
    const inApplications = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium']
    return ['/Applications', join(env.HOME ?? '/', 'Applications')].flatMap((folder) =>
      inApplications.map((name) => join(folder, name)),
    )
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
      ])
  }
  return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium']
}

/**
 * The first that really starts: a wrapper without its package, or a browser without its libraries, does not.
 * @param {string[]} candidates
 * @param {NodeJS.Platform} [platform]
 */
export function firstThatRuns(candidates, platform = process.platform) {
  return candidates.find((path) => runs(path, platform))
}

/** @param {string} path @param {NodeJS.Platform} platform */
function runs(path, platform) {
  // On Windows a browser opens a window at `--version`; that the file is there must do.
  if (platform === 'win32') return existsSync(path)
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
