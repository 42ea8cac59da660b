import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Child, clientFor, runWebhost } from '#webhost/testing/child.ts'
import { messages } from './messages.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhost-signals-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

const start = (options: Parameters<typeof runWebhost>[2] = {}) => {
  const child = runWebhost(folder, ['--port', '0'], options)
  onTestFinished(() => {
    child.process.kill('SIGKILL')
  })
  return child
}
const urlOf = (child: Child) =>
  vi.waitFor(() => child.stdout().match(/http:\S+/)?.[0] ?? Promise.reject(new Error(child.stderr())), 10_000)
/** The event loop of the host has gone round: it has seen what was sent before. */
const answers = async (url: string) => (await fetch(new URL('/', url))).status
const log = () => readFileSync(join(folder, 'data', 'console.log'), 'utf8')

/** Signals are taken, and the start waits for a word: `listen` of whichever server is put off. */
const busyStart = `
  import { Server } from 'node:http'
  const { listen } = Server.prototype
  Server.prototype.listen = function (...args) {
    console.error('starting')
    process.stdin.once('data', () => listen.apply(this, args))
    return this
  }`

describe.skipIf(process.platform === 'win32')('signals', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it, and everything is written', async (signal) => {
    const child = start()
    const client = await clientFor(await urlOf(child))
    await client.settings.update({ theme: 'dark' })
    child.process.kill(signal)
    expect(await child.exitCode).toBe(0)
    expect(log()).toMatch(/stopped\n$/)
  })

  test('two interrupts at once, as a terminal and a launcher send them, are one', async () => {
    const child = start()
    await urlOf(child)
    child.process.kill('SIGINT')
    child.process.kill('SIGINT')
    expect(await child.exitCode).toBe(0)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('a second %s after a while does not wait for a stop that hangs', async (signal, code) => {
    // Whatever closes a server waits for ever.
    const before =
      "import { Server } from 'node:http'; Server.prototype.close = function () { console.error('closing'); return this }"
    const child = start({ before })
    await urlOf(child)
    child.process.kill(signal)
    await vi.waitFor(() => expect(child.stderr()).toContain('closing'))
    const again = setInterval(() => child.process.kill(signal), 200)
    expect(await child.exitCode).toBe(code)
    clearInterval(again)
  })

  test('SIGHUP where there is no terminal, as under nohup, is nothing to stop for', async () => {
    const child = start()
    const url = await urlOf(child)
    for (let time = 0; time < 3; time += 1) {
      child.process.kill('SIGHUP')
      expect(await answers(url)).toBe(200)
    }
    child.process.kill('SIGTERM')
    expect(await child.exitCode).toBe(0)
  })

  test('SIGHUP and SIGUSR2 while it is starting are nothing to end for', async () => {
    const child = start({ before: busyStart })
    await vi.waitFor(() => expect(child.stderr()).toContain('starting'), 10_000)
    child.process.kill('SIGHUP')
    child.process.kill('SIGUSR2')
    child.process.stdin.write('go on\n')
    expect(await answers(await urlOf(child))).toBe(200)
    child.process.kill('SIGTERM')
    expect(await child.exitCode).toBe(0)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while it is starting ends it at once', async (signal, code) => {
    const child = start({ before: busyStart })
    await vi.waitFor(() => expect(child.stderr()).toContain('starting'), 10_000)
    child.process.kill(signal)
    expect(await child.exitCode).toBe(code)
    expect(child.stdout()).toBe('')
  })

  test('it goes on when nobody reads what it prints any more', async () => {
    const child = start()
    const url = await urlOf(child)
    child.process.stdout.destroy()
    child.process.stderr.destroy()
    for (let time = 0; time < 3; time += 1) {
      child.process.kill('SIGUSR2')
      expect(await answers(url)).toBe(200)
    }
    child.process.kill('SIGTERM')
    expect(await child.exitCode).toBe(0)
    expect(log()).not.toContain('EPIPE')
  })
})

/** `script` gives a process a terminal of its own: from util-linux, so not everywhere. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0
if (!hasScript) console.log('webhost at a terminal: skipped, there is no script(1)')

describe.skipIf(!hasScript)('at a terminal', () => {
  test('ended while it asks for the passphrase, it leaves a terminal that shows what is typed', async () => {
    const child = runWebhost(folder, ['--port', '0', '--vault', join(folder, 'vault.json')], {
      terminal: true,
      after: 'stty -a',
    })
    onTestFinished(() => {
      child.process.kill('SIGKILL')
    })
    await vi.waitFor(() => expect(child.stdout()).toContain(messages.vault.newPassphrase), 10_000)
    process.kill(Number(child.stdout().match(/pid (\d+)/)?.[1]), 'SIGTERM')
    await child.exitCode
    expect(child.stdout()).toMatch(/[^-]echo /)
    expect(child.stdout()).toMatch(/[^-]icanon/)
  })

  test('Enter prints another address, and a terminal that hangs up stops it', async () => {
    const child = runWebhost(folder, ['--port', '0'], { terminal: true })
    onTestFinished(() => {
      child.process.kill('SIGKILL')
    })
    await urlOf(child)
    child.process.stdin.write('\n')
    await vi.waitFor(() => expect(child.stdout().match(/#ticket=/g)).toHaveLength(2))
    // Without its master, the terminal is gone.
    child.process.kill('SIGKILL')
    await vi.waitFor(() => expect(log()).toMatch(/stopped\n$/), 10_000)
  })
})
