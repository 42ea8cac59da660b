import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, projectNode, root, toolScript } from '#scripts/lib/project.mjs'
import { bytesUnder, reasonIn, runWatched } from '#scripts/lib/run/watchdog.mjs'
import { fill, say, words } from '#scripts/lib/words.mjs'

const MEGABYTE = 1024 * 1024
/** Where no line can be rewritten, one is written for each so many. */
const LINE_EVERY_MB = 10

/**
 * Downloads Electron by its own installer, which has no timeout and says nothing: its progress is seen on disk.
 * @param {number} waitSeconds
 * @returns {Promise<string | undefined>} why it failed
 */
export async function fetchElectron(waitSeconds) {
  const temporary = join(cacheFolder, 'electron-download')
  mkdirSync(temporary, { recursive: true })
  const watched = [temporary, join(root, 'node_modules', 'electron', 'dist')]
  say(words.fetching)
  const meter = progressMeter()
  const { kind, code, output } = await runWatched(projectNode(), [toolScript('electron', 'install-electron')], {
    quietMs: waitSeconds * 1000,
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
    progress: () => bytesUnder(watched),
    onProgress: meter.show,
  })
  meter.end()
  rmSync(temporary, { recursive: true, force: true })
  if (kind === 'ended' && code === 0) return undefined
  if (kind === 'quiet') return fill(words.quiet, { seconds: waitSeconds })
  return reasonIn(output) ?? fill(words.exitCode, { code: code ?? 'unknown' })
}

function progressMeter() {
  const { isTTY } = process.stderr
  let shownMb = 0
  return {
    show(/** @type {number} */ bytes) {
      const mb = Math.floor(bytes / MEGABYTE)
      if (mb < shownMb + (isTTY ? 1 : LINE_EVERY_MB)) return
      shownMb = mb
      const line = fill(words.fetched, { mb })
      process.stderr.write(isTTY ? `\r${line}` : `${line}\n`)
    },
    end() {
      if (isTTY && shownMb > 0) process.stderr.write('\n')
    },
  }
}
