import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Watched
 * @property {'ended' | 'quiet' | 'not-started'} kind `quiet`: stopped for want of any progress
 * @property {number | null} code exit code
 * @property {string} output the end of what it wrote
 */

/** Kept of a command's output: enough to tell why it failed. */
const MAX_OUTPUT = 16 * 1024
const SAMPLE_MS = 1000

/**
 * Runs a command that may hang, with everything it starts, and stops it all when it neither writes anything nor
 * makes `progress()` change for `quietMs`.
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {number} options.quietMs
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.cwd]
 * @param {() => number} [options.progress] e.g. bytes downloaded so far
 * @param {(progress: number) => void} [options.onProgress]
 * @param {(text: string) => void} [options.onOutput]
 * @returns {Promise<Watched>}
 */
export function runWatched(command, args, options) {
  const { quietMs, env = process.env, cwd, progress = () => 0, onProgress = () => {}, onOutput = () => {} } = options
  return new Promise((resolve) => {
    // A group of its own, so that what it starts ends with it.
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroups })
    let output = ''
    let lastSign = performance.now()
    let lastProgress = progress()
    let quiet = false

    const heard = (/** @type {Buffer} */ chunk) => {
      lastSign = performance.now()
      output = (output + chunk).slice(-MAX_OUTPUT)
      onOutput(String(chunk))
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)

    const timer = setInterval(
      () => {
        const now = progress()
        if (now !== lastProgress) {
          lastProgress = now
          lastSign = performance.now()
          onProgress(now)
        }
        if (performance.now() - lastSign < quietMs) return
        quiet = true
        killTree(child.pid)
      },
      Math.min(SAMPLE_MS, quietMs / 4),
    )
    const killWithUs = () => killTree(child.pid)
    process.on('exit', killWithUs)
    const forget = forwardEnd()

    /** @param {Watched['kind']} kind @param {number | null} code */
    const settle = (kind, code) => {
      clearInterval(timer)
      process.off('exit', killWithUs)
      forget()
      resolve({ kind, code, output })
    }
    child.on('error', () => settle('not-started', null))
    child.on('close', (code) => settle(quiet ? 'quiet' : 'ended', code))
  })
}

const hasGroups = process.platform !== 'win32'

/** Being in its own group, the child does not get the terminal's Ctrl+C: ending ourselves ends it. */
function forwardEnd() {
  const onInterrupt = () => process.exit(130)
  const onTerminate = () => process.exit(143)
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  return () => {
    process.off('SIGINT', onInterrupt)
    process.off('SIGTERM', onTerminate)
  }
}

/** @param {number | undefined} pid */
function killTree(pid) {
  if (pid === undefined) return
  if (!hasGroups) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/**
 * Bytes of all files under some folders: grows while a download arrives and is unpacked.
 * @param {string[]} folders
 * @returns {number}
 */
export function bytesUnder(folders) {
  let total = 0
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      total += entry.isDirectory() ? bytesUnder([path]) : sizeOf(path)
    }
  }
  return total
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** @param {string} file */
function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/**
 * Why a command failed, in a few words, out of what it wrote: no stack, no second line.
 * @param {string} output
 */
export function reasonIn(output) {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    // Neither a stack nor Chromium's log, which is full of errors that stop nothing.
    .filter((line) => line !== '' && !/^at |^\[\d+:/.test(line))
  const systemCode = output.match(
    /\b(?:E(?:AI_AGAIN|CONN[A-Z]+|NOTFOUND|ACCES|PERM|NOSPC|TIMEDOUT|NOENT)|UND_ERR_\w+)\b/,
  )?.[0]
  const telling =
    lines.find((line) => /response code \d+|error while loading shared libraries/i.test(line)) ??
    lines.find((line) => /error|cannot|missing|fatal|failed/i.test(line)) ??
    lines.at(-1)
  const text = telling?.replace(/^(?:\w*Error: )+/, '').slice(0, 160)
  if (!text) return systemCode
  return systemCode && !text.includes(systemCode) ? `${text}, ${systemCode}` : text
}
