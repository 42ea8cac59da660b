import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import type { StateSpec } from '#core/kernel/state/versioned-state.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createBootContext, type HostParts, openConsole } from './open-console.ts'

const windowSpec: StateSpec<string> = { name: 'window', version: 1, schema: z.string(), initial: '' }
const parts: HostParts = {
  host: {
    kind: 'electron',
    version: '1.2.3',
    capabilities: { openExternal: false, clipboard: false, menu: false, notify: false, morePages: false },
  },
  sandboxWorker: new URL('../sandbox/worker.ts', import.meta.url),
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-console-'))
  vi.stubEnv('SSLKEYLOGFILE', join(folder, 'keys'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
})

const readState = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as unknown

test('a start has a log, a redactor and notices before anything is opened', () => {
  const { log, logFile, redactor, notices } = createBootContext(folder)
  redactor.hold('test', 'a-secret-of-some-length')
  log.info('first line', { said: 'a-secret-of-some-length' })
  const written = readFileSync(logFile, 'utf8')
  expect(written).toContain('first line')
  expect(written).not.toContain('a-secret-of-some-length')
  expect(notices.list()).toContainEqual(expect.objectContaining({ code: 'environment-ignored' }))
})

test('the folder has an owner, and a log, before the vault is opened', async () => {
  const boot = createBootContext(folder)
  let metByOther: string[] = []
  const { close } = await openConsole(boot, {
    ...parts,
    async openVault(openHostState) {
      const other = createBootContext(folder)
      const guest = await openConsole(other, parts)
      metByOther = other.notices.list().map(({ code }) => code)
      await guest.close(async () => {})
      const state = await openHostState({ ...windowSpec, name: 'vault' })
      state.set('sealed')
      await state.flushed()
      return createMemoryVault('no-keyring')
    },
  })
  expect(metByOther).toContain('folder-in-use')
  expect(readState('vault')).toMatchObject({ data: 'sealed' })
  await close(async () => {})
})

test('who is not the owner of the folder writes nothing there', async () => {
  const owner = await openConsole(createBootContext(folder), parts)
  const own = await owner.openHostState(windowSpec)
  own.set('of the owner')
  await own.flushed()
  const guest = await openConsole(createBootContext(folder), parts)
  const read = await guest.openHostState(windowSpec)
  expect(read.get()).toBe('of the owner')
  read.set('of the guest')
  await guest.close(async () => {})
  expect(readState('window')).toMatchObject({ data: 'of the owner' })
  await owner.close(async () => {})
})

test('a host that brings no vault has its secrets in memory, and itself described', async () => {
  const { app, close } = await openConsole(createBootContext(folder), parts)
  const events = await call(app.router.events.watch, {})
  const { value } = await events.next()
  expect(value).toMatchObject({ feature: 'host' })
  expect(value).toHaveProperty(
    'snapshot',
    expect.objectContaining({
      kind: 'electron',
      version: '1.2.3',
      platform: process.platform,
      dataFolder: folder,
      logFile: join(folder, 'console.log'),
      vault: { kind: 'memory', persists: false, reason: 'not-asked' },
    }),
  )
  await close(async () => {})
})

test('closing ends what is of the host meanwhile, and waits for the states of the host', async () => {
  const { openHostState, close } = await openConsole(createBootContext(folder), parts)
  const { promise: slowDisk, resolve: writeNow } = Promise.withResolvers<void>()
  const order: string[] = []
  const write = vi.fn(() => slowDisk)
  const state = await openHostState(windowSpec, { ...openStateFile(folder, 'window'), write })
  const endOwn = vi.fn(async () => state.set('set while closing'))
  const closing = close(endOwn).then((outcome) => order.push(outcome))
  await vi.waitFor(() => expect(write).toHaveBeenCalledOnce())
  order.push('the disk is done')
  writeNow()
  await closing
  expect(order).toEqual(['the disk is done', 'written'])
})

test('a failure of the host’s own end is not swallowed', async () => {
  const { close } = await openConsole(createBootContext(folder), parts)
  await expect(close(() => Promise.reject(new Error('the port stays open')))).rejects.toThrow('the port stays open')
})

test('closing takes five seconds at most', async () => {
  const clock = createFakeClock(systemClock.now())
  const { close } = await openConsole(createBootContext(folder, clock), parts)
  const closed = vi.fn()
  void close(() => new Promise(() => {})).then(closed)
  await clock.advance(4_999)
  expect(closed).not.toHaveBeenCalled()
  await clock.advance(1)
  expect(closed).toHaveBeenCalledWith('late')
})
