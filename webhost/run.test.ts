import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { fill } from '../contract/pure/texts/fill.ts'
import { type Child, clientFor, runMain, runWebhost } from './testing/child.ts'
import { words } from './words.ts'

const SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webhost-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

const start = (args: string[] = [], options: Parameters<typeof runWebhost>[2] = {}) => {
  const child = runWebhost(folder, ['--port', '0', ...args], options)
  onTestFinished(() => {
    child.process.kill('SIGKILL')
  })
  return child
}
const urlOf = (child: Child) =>
  vi.waitFor(() => {
    const url = child.stdout().match(/http:\S+/)?.[0]
    if (!url) throw new Error(`no URL yet: ${child.stderr()}`)
    return url
  }, 10_000)
const stop = (child: Child) => {
  child.process.kill('SIGTERM')
  return child.exitCode
}
const lines = (text: string) => text.split('\n').filter((line) => line !== '')

test('prints one URL, serves the page and its calls, and ends cleanly with its streams', async () => {
  const child = start()
  const url = await urlOf(child)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43}$/)

  expect(await (await fetch(url)).text()).toContain('<title>page</title>')
  const client = clientFor(url)
  const stream = await client.events.watch({})
  const first = await stream.next()
  expect(first.done).toBe(false)
  expect(await client.settings.update({ theme: 'dark' })).toMatchObject({ theme: 'dark' })

  child.process.kill('SIGTERM')
  const ended = (async () => {
    while (!(await stream.next()).done);
    return 'done'
  })()
  expect(await ended).toBe('done')
  expect(await child.exitCode).toBe(0)
  expect(lines(child.stdout())).toEqual([url])
  expect(child.stderr()).not.toContain('http')
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
  expect(JSON.parse(readFileSync(join(folder, 'data', 'settings.json'), 'utf8'))).toMatchObject({
    data: { theme: 'dark' },
  })
  expect(readFileSync(join(folder, 'data', 'console.log'), 'utf8')).not.toContain(url.split('=')[1])
})

test('two interrupts at once, as a terminal and a launcher send them, still end it cleanly', async () => {
  const child = start()
  await urlOf(child)
  child.process.kill('SIGINT')
  child.process.kill('SIGINT')
  expect(await child.exitCode).toBe(0)
})

test('a busy port leads to the next one, and is said', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    other.close()
  })
  const { port: busy } = other.address() as { port: number }
  const child = start([`--port=${busy}`])
  const used = Number(new URL(await urlOf(child)).port)
  expect(used).toBeGreaterThan(busy)
  expect(child.stderr()).toContain(fill(words.portBusy, { port: busy, used }))
})

describe('secrets', () => {
  const account = {
    label: '',
    appId: 'wx1234567890abcdef',
    appSecret: SECRET,
    family: 'stable',
    origin: { kind: 'official', host: 'api.weixin.qq.com' },
  } as const
  const accountsOf = async (url: string) => {
    const stream = await clientFor(url).events.watch({})
    for await (const event of stream) if (event.feature === 'accounts') return event.snapshot
    throw new Error('no snapshot of the accounts')
  }

  test('return after a restart with a vault file, and not without', async () => {
    const file = join(folder, 'vault.json')
    const withVault = () => start(['--vault', file], { env: { MP_CONSOLE_PASSPHRASE: 'correct horse' } })
    const first = withVault()
    await clientFor(await urlOf(first)).accounts.add(account)
    expect(await stop(first)).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET)

    const second = withVault()
    expect(await accountsOf(await urlOf(second))).toMatchObject([{ appId: account.appId, secret: 'held' }])
    expect(await stop(second)).toBe(0)

    const third = start()
    expect(await accountsOf(await urlOf(third))).toMatchObject([{ appId: account.appId, secret: 'memory-only' }])
  })
})

describe('one line and no start', () => {
  const refused = async (child: Child, code: number, line: string) => {
    expect(await child.exitCode).toBe(code)
    expect(lines(child.stderr())).toEqual([line])
    expect(child.stdout()).toBe('')
  }

  test('an unknown flag', () => refused(runMain(['--prot', '1']), 2, fill(words.flag.unknown, { flag: '--prot' })))

  test('no built page', () => refused(start([], { page: false }), 1, words.start.noPage))

  test('a vault without terminal and passphrase', () =>
    refused(start(['--vault', join(folder, 'vault.json')]), 1, words.vault.noTerminal))

  test('a file that is not a vault', async () => {
    const file = join(folder, 'vault.json')
    writeFileSync(file, 'my notes')
    const child = start(['--vault', file], { env: { MP_CONSOLE_PASSPHRASE: 'any' } })
    await refused(child, 1, fill(words.vault.notAVault, { file }))
    expect(readFileSync(file, 'utf8')).toBe('my notes')
  })
})

test('an uncaught exception is logged, said in one line, and ends it', async () => {
  const before = "process.stdin.once('data', () => { throw new Error('the worst') })"
  const child = start([], { before })
  await urlOf(child)
  child.process.stdin.write('\n')
  expect(await child.exitCode).toBe(1)
  const log = join(folder, 'data', 'console.log')
  expect(lines(child.stderr())).toEqual([words.started, fill(words.unexpected, { file: log })])
  expect(readFileSync(log, 'utf8')).toContain('the worst')
})
