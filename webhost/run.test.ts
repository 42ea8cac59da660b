import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ticketIn } from '#contract/pure/host/webhost.ts'
import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/cli-errors.ts'
import { messages } from './command-line/messages.ts'
import { type Child, clientFor, redeem, runMain, runWebhost } from './testing/child.ts'

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
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#ticket=[\w-]{43}$/)

  expect(await (await fetch(url)).text()).toContain('<title>page</title>')
  const client = await clientFor(url)
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

test('a busy port ends the start; with + the next one is taken, and said', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    other.close()
  })
  const { port: busy } = other.address() as { port: number }
  const refused = start([`--port=${busy}`])
  expect(await refused.exitCode).toBe(exitCodes.port)
  expect(lines(refused.stderr())).toEqual([fill(messages.start.portTaken, { port: busy })])
  expect(refused.stdout()).toBe('')

  const child = start([`--port=${busy}+`])
  const used = Number(new URL(await urlOf(child)).port)
  expect(used).toBeGreaterThan(busy)
  expect(child.stderr()).toContain(fill(messages.portBusy, { port: busy, used }))
})

test.skipIf(process.platform === 'win32')('SIGUSR2 prints another address, and each works once', async () => {
  const child = start()
  const first = await urlOf(child)
  child.process.kill('SIGUSR2')
  const second = await vi.waitFor(() => {
    const [, another] = lines(child.stdout())
    if (!another) throw new Error('not printed yet')
    return another
  })
  expect(new URL(second).origin).toBe(new URL(first).origin)
  expect(second).not.toBe(first)
  for (const url of [second, first]) {
    const { origin, hash } = new URL(url)
    expect((await redeem(origin, ticketIn(hash))).status).toBe(200)
    expect((await redeem(origin, ticketIn(hash))).status).toBe(401)
  }
  expect(await stop(child)).toBe(0)
  expect(lines(child.stdout())).toEqual([first, second])
})

describe('secrets', () => {
  const account = {
    label: '',
    appId: 'wx1234567890abcdef',
    appSecret: SECRET,
    tokenSource: { kind: 'wechat', family: 'stable' },
    origin: { kind: 'official', host: 'api.weixin.qq.com' },
  } as const
  const accountsOf = async (url: string) => {
    const client = await clientFor(url)
    const stream = await client.events.watch({})
    for await (const event of stream) if (event.feature === 'accounts') return event.snapshot
    throw new Error('no snapshot of the accounts')
  }

  test('return after a restart with a vault file, and not without', async () => {
    const file = join(folder, 'vault.json')
    const withVault = () => start(['--vault', file], { env: { MP_CONSOLE_PASSPHRASE: 'correct horse' } })
    const first = withVault()
    const page = await clientFor(await urlOf(first))
    await page.accounts.add(account)
    expect(await stop(first)).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET)

    const second = withVault()
    expect(await accountsOf(await urlOf(second))).toMatchObject([{ appId: account.appId, secret: 'held' }])
    expect(await stop(second)).toBe(0)

    const third = start()
    expect(await accountsOf(await urlOf(third))).toMatchObject([{ appId: account.appId, secret: 'memory-only' }])
  })
})

test('the passphrase may come by a descriptor: late, and without an end of it', async () => {
  const vault = ['--vault', join(folder, 'vault.json')]
  // Stdin is looked at before anything is there.
  const child = start([...vault, '--passphrase-fd', '0'], { before: "process.stdin; console.error('asking')" })
  await vi.waitFor(() => expect(child.stderr()).toContain('asking'), 10_000)
  await vi.waitFor(() => expect(existsSync(join(folder, 'data'))).toBe(true))
  child.process.stdin.write('correct ')
  child.process.stdin.write('horse\nand more')
  await urlOf(child)
  expect(await stop(child)).toBe(0)
  await urlOf(start(vault, { env: { MP_CONSOLE_PASSPHRASE: 'correct horse' } }))
})

describe('one line and no start', () => {
  const refused = async (child: Child, code: number, line: string) => {
    expect(await child.exitCode).toBe(code)
    expect(lines(child.stderr())).toEqual([line])
    expect(child.stdout()).toBe('')
  }

  test('an unknown flag', () =>
    refused(runMain(['--prot', '1']), exitCodes.usage, fill(messages.flag.unknown, { flag: '--prot' })))

  test('no built page', () => refused(start([], { page: false }), exitCodes.notInstalled, messages.start.noPage))

  test('a vault without terminal and passphrase', () =>
    refused(start(['--vault', join(folder, 'vault.json')]), exitCodes.passphrase, messages.vault.noTerminal))

  test('a data folder that cannot be one', () => {
    writeFileSync(join(folder, 'data'), 'a file')
    const told = fill(messages.start.dataFolder, { folder: join(folder, 'data'), code: 'EEXIST' })
    return refused(start(), exitCodes.dataFolder, told)
  })

  test('a wrong passphrase', async () => {
    const file = join(folder, 'vault.json')
    const vault = (passphrase: string) => start(['--vault', file], { env: { MP_CONSOLE_PASSPHRASE: passphrase } })
    const right = vault('right')
    await urlOf(right)
    await stop(right)
    await refused(vault('wrong'), exitCodes.passphrase, fill(messages.vault.wrongPassphrase, { file }))
  })

  test('a file that is not a vault', async () => {
    const file = join(folder, 'vault.json')
    writeFileSync(file, 'my notes')
    const child = start(['--vault', file], { env: { MP_CONSOLE_PASSPHRASE: 'any' } })
    await refused(child, exitCodes.vault, fill(messages.vault.notAVault, { file }))
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
  const started = fill(messages.started, { pid: child.process.pid ?? 0 })
  expect(lines(child.stderr())).toEqual([started, fill(messages.unexpected, { file: log })])
  expect(readFileSync(log, 'utf8')).toContain('the worst')
})
