import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { isDefinedError, safe } from '@orpc/client'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ConsoleEvent, Feature, Snapshots } from '../contract/events.ts'
import type { ConsoleClient } from '../contract/index.ts'
import { type ConsoleApp, createApp } from '../core/app.ts'
import { createMemoryStore } from '../core/exchange/memory-store.ts'
import { createMemoryVault } from '../core/ports/memory-vault.ts'
import { systemClock } from '../core/ports/system-clock.ts'
import { createRedactor } from '../core/redaction/create-redactor.ts'
import { createHttp } from './http.ts'
import { drain, listen } from './listen.ts'
import { openStateFile } from './ports/state-file.ts'
import { clientFor } from './testing/child.ts'

const MAX_PAGES = 4
const silent = { info() {}, warn() {}, error() {} }

let app: ConsoleApp
let openPage: () => ConsoleClient

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhost-rpc-'))
  app = await createApp({
    host: {
      kind: 'webhost',
      version: '0.0.0',
      platform: process.platform,
      capabilities: { openExternal: false, clipboard: false, menu: false, notify: false },
      dataFolder: folder,
      logFile: join(folder, 'console.log'),
    },
    clock: systemClock,
    vault: createMemoryVault('not-asked'),
    stateFile: (name) => openStateFile(folder, name),
    store: createMemoryStore([]),
    log: silent,
    redactor: createRedactor(),
    sandboxWorker: new URL('../core/sandbox/worker.ts', import.meta.url),
    maxPages: MAX_PAGES,
  })
  const sessionKey = 'the-session-key'
  const http = createHttp({ router: app.router, sessionKey, pageFolder: folder })
  const server = createAdaptorServer({ fetch: http.fetch }) as Server
  const port = await listen(server, 0)
  openPage = () => clientFor(`http://127.0.0.1:${port}/#key=${sessionKey}`)
  onTestFinished(async () => {
    await Promise.all([drain(server), app.close()])
    rmSync(folder, { recursive: true })
  })
})

function isOf<F extends Feature>(
  feature: F,
  event: ConsoleEvent,
): event is ConsoleEvent & { feature: F; snapshot: Snapshots[F] } {
  return event.feature === feature
}

/** Reads a stream until a snapshot of the feature that `wanted` accepts. */
async function until<F extends Feature>(
  stream: AsyncIterator<ConsoleEvent>,
  feature: F,
  wanted: (snapshot: Snapshots[F]) => boolean = () => true,
): Promise<Snapshots[F]> {
  for (;;) {
    const { value, done } = await stream.next()
    if (done) throw new Error(`the stream ended without ${feature}`)
    if (isOf(feature, value) && wanted(value.snapshot)) return value.snapshot
  }
}

test('two open pages both call, and both see what either did', async () => {
  const [one, two] = [openPage(), openPage()]
  const [streamOne, streamTwo] = [await one.events.watch({}), await two.events.watch({})]
  expect(await until(streamOne, 'host')).toMatchObject({ kind: 'webhost', vault: { reason: 'not-asked' } })
  await until(streamTwo, 'settings')

  await one.settings.update({ theme: 'dark' })
  await until(streamTwo, 'settings', ({ theme }) => theme === 'dark')
  await two.settings.update({ theme: 'light' })
  await until(streamOne, 'settings', ({ theme }) => theme === 'light')
})

test('a problem arrives typed', async () => {
  const { error } = await safe(openPage().exchange.get({ id: 7 }))
  expect(isDefinedError(error) && error.data).toEqual({ code: 'exchange-not-found', retry: 'never' })
})

test('invalid input is refused with its place', async () => {
  const { error } = await safe(openPage().settings.update({ timeoutSeconds: 0 }))
  expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['timeoutSeconds'] }] } })
})

test('a capability the host lacks is refused by name', async () => {
  const { error } = await safe(openPage().host.openExternal({ url: 'https://mp.weixin.qq.com/' }))
  expect(isDefinedError(error) && error.data).toMatchObject({ code: 'host-declined', capability: 'openExternal' })
})

test('a stream ends when its page goes; one page too many is told, and may take over', async () => {
  const leaving = new AbortController()
  await openPage().events.watch({}, { signal: leaving.signal })
  const second = await openPage().events.watch({})
  await openPage().events.watch({})
  await openPage().events.watch({})

  const { error } = await safe(openPage().events.watch({}))
  expect(isDefinedError(error) && error.data).toMatchObject({ code: 'too-many-pages', limit: MAX_PAGES })

  leaving.abort()
  await vi.waitFor(() => openPage().events.watch({}), 5_000)

  await until(await openPage().events.watch({ takeOver: true }), 'host')
  const seen: ConsoleEvent[] = []
  for await (const event of second) seen.push(event)
  expect(seen.at(-1)).toEqual({ feature: 'taken-over' })
})

test('recorded bytes arrive as Blob slices', async () => {
  const page = openPage()
  const stream = await page.events.watch({})
  const account = await page.accounts.useSandbox()
  await page.token.fetch({ accountId: account.id })
  const [exchange] = await until(stream, 'exchange', ([newest]) => newest?.outcome.kind === 'ok')
  if (!exchange) throw new Error('nothing was recorded')

  const slice = (offset: number) => page.exchange.body({ id: exchange.id, side: 'response', offset })
  const whole = await slice(0)
  expect(whole).toBeInstanceOf(Blob)
  const text = await whole.text()
  expect(JSON.parse(text)).toHaveProperty('expires_in')
  expect(await (await slice(10)).text()).toBe(text.slice(10))
  expect((await slice(whole.size)).size).toBe(0)

  const { token } = await page.token.reveal({ accountId: account.id })
  expect(text).not.toContain(token)
})
