import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectNode, root } from '#scripts/lib/project.mjs'
import { fill, words } from '#scripts/lib/words.mjs'
import { hostEnvironment } from './host-environment.mjs'
import { reasonIn } from './watchdog.mjs'

/** Kept of Electron's stderr until its window shows. */
const MAX_HELD = 16 * 1024

/**
 * Runs the webhost until it ends.
 * @param {string[]} flags
 * @param {string | undefined} passphrase of its vault, as it was in the environment
 * @returns {Promise<number>} exit code
 */
export async function runWebhost(flags, passphrase) {
  const child = spawn(projectNode(), [join(root, 'out', 'main', 'webhost.js'), ...flags], {
    stdio: inherited(flags),
    env: { ...hostEnvironment(process.env), ...(passphrase && { MP_CONSOLE_PASSPHRASE: passphrase }) },
  })
  // It asks for another address; on Windows there is none.
  const askAgain = () => void child.kill('SIGUSR2')
  process.on('SIGUSR2', askAgain)
  const { code } = await ended(child)
  process.off('SIGUSR2', askAgain)
  return code
}

/**
 * The terminal, and the descriptor that a passphrase is to be read from.
 * @param {string[]} flags
 * @returns {('inherit' | 'ignore' | number)[]}
 */
export function inherited(flags) {
  const fd = Number(flags.map((flag) => /^--passphrase-fd=(\d{1,3})$/.exec(flag)?.[1]).find(Boolean) ?? 0)
  /** @type {('inherit' | 'ignore' | number)[]} */
  const stdio = ['inherit', 'inherit', 'inherit']
  while (stdio.length <= fd) stdio.push(stdio.length === fd ? fd : 'ignore')
  return stdio
}

/**
 * Runs Electron until it ends. Its window has shown once it has made the file named by MP_CONSOLE_READY_FILE; what
 * it wrote to stderr until then is held back, so that a failed start is one line and not a page of Chromium's.
 * @param {string} path
 * @param {string[]} args
 * @returns {Promise<{ kind: 'ended', code: number } | { kind: 'died', why: string }>} `died`: no window was seen
 */
export async function runElectron(path, args) {
  const folder = mkdtempSync(join(tmpdir(), 'mp-console-start-'))
  const readyFile = join(folder, 'ready')
  const child = spawn(path, args, {
    stdio: ['inherit', 'inherit', 'pipe'],
    env: { ...hostEnvironment(process.env), MP_CONSOLE_READY_FILE: readyFile },
  })
  let held = ''
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
    held = (held + chunk).slice(-MAX_HELD)
    if (existsSync(readyFile)) release()
  })
  const release = () => {
    process.stderr.write(held)
    held = ''
  }
  const { code, stopped, failure } = await ended(child)
  const wasReady = existsSync(readyFile)
  if (wasReady) release()
  rmSync(folder, { recursive: true, force: true })
  // Ending well without a window is meant: another console is running and has come to the front.
  if (wasReady || stopped || (code === 0 && !failure)) return { kind: 'ended', code }
  return { kind: 'died', why: failure ?? reasonIn(held) ?? fill(words.exitCode, { code }) }
}

/**
 * Passes signals on and waits. A terminal's Ctrl+C reaches the child by itself.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number, stopped: boolean, failure?: string }>} `stopped`: someone ended us
 */
function ended(child) {
  let stopped = false
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    stopped = true
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of forwarded) process.on(signal, onSignal)
  return new Promise((resolve) => {
    /** @param {{ code: number, failure?: string }} end */
    const settle = (end) => {
      for (const signal of forwarded) process.off(signal, onSignal)
      resolve({ ...end, stopped })
    }
    child.on('error', (error) => settle({ code: 1, failure: error.message }))
    child.on('close', (code, signal) =>
      settle(signal ? { code: 128 + constants.signals[signal], failure: signal } : { code: code ?? 1 }),
    )
  })
}

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
