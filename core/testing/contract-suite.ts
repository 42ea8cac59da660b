import { isDefinedError } from '@orpc/client'
import { afterEach, describe, expect, test } from 'vitest'
import type { ConsoleEvent } from '../../contract/events.ts'
import type { ConsoleClient } from '../../contract/index.ts'
import { MAX_SLICE_BYTES } from '../../contract/pure/limits.ts'
import { type ConsoleApp, createApp } from '../app.ts'
import { createMemoryVault } from '../ports/memory-vault.ts'
import type { Ports } from '../ports.ts'
import { createTestPorts } from './test-ports.ts'

/** One page of a host: a client over its transport, and what happens when the page is closed. */
export interface TestPage {
  client: ConsoleClient
  leave(): void
}

/** Serves an app the way a host does. */
export interface TestHost {
  openPage(): Promise<TestPage>
  close(): Promise<void>
}

/** What every transport must carry; each host runs it over its own. */
export function describeTransport(name: string, serve: (app: ConsoleApp) => Promise<TestHost>): void {
  describe(`contract over ${name}`, () => {
    const closing: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close()
    })

    async function start(overrides: Partial<Ports> = {}) {
      const ports = createTestPorts({ maxPages: 4, ...overrides })
      const app = await createApp(ports)
      closing.push(app.close)
      const host = await serve(app)
      closing.push(host.close)
      return { app, host, ports }
    }

    test('two pages open; what one does, the other sees', async () => {
      const { host } = await start()
      const one = await host.openPage()
      const two = await host.openPage()
      const seen = await one.client.events.watch({})
      const account = await two.client.accounts.useSandbox()
      const accounts = await until(seen, (event) => event.feature === 'accounts' && event.snapshot.length === 1)
      expect(accounts).toMatchObject({ snapshot: [{ id: account.id, appId: account.appId }] })

      const token = await one.client.token.fetch({ accountId: account.id })
      expect(token).toMatchObject({ state: 'live', family: 'stable', accountId: account.id })
      const list = await two.client.ipList.fetch({ accountId: account.id })
      expect(list.entries.length).toBeGreaterThan(10)
      one.leave()
      two.leave()
    })

    test('a problem arrives with its type and its facts', async () => {
      const { host } = await start()
      const { client, leave } = await host.openPage()
      const error = await client.token.fetch({ accountId: 'nobody' }).catch((reason: unknown) => reason)
      expect(isDefinedError(error)).toBe(true)
      expect(error).toMatchObject({ code: 'PROBLEM', data: { code: 'account-not-found', retry: 'never' } })
      leave()
    })

    test('invalid input is refused before a handler sees it', async () => {
      const { host, ports } = await start()
      const { client, leave } = await host.openPage()
      const wrong = { accountId: 7 } as unknown as { accountId: string }
      await expect(client.token.fetch(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      await expect(client.exchange.get({ id: -1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      expect(ports.logged.filter((line) => line.startsWith('error'))).toEqual([])
      leave()
    })

    test('an error nobody declared arrives without its text', async () => {
      const vault = createMemoryVault('not-asked')
      const { host, ports } = await start({
        vault: { ...vault, set: () => Promise.reject(new Error('the disk said something private')) },
      })
      const { client, leave } = await host.openPage()
      const account = { label: '', appId: 'wx0123456789abcdef', appSecret: 'f'.repeat(32), family: 'stable' } as const
      const adding = client.accounts.add({ ...account, origin: { kind: 'official', host: 'api.weixin.qq.com' } })
      const error = await adding.catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false })
      expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain('private')
      expect(ports.logged.join()).toContain('"command":"accounts.add"')
      leave()
    })

    test('a page that goes leaves no stream behind', async () => {
      const { host } = await start()
      // Four at most: if a stream stayed behind, the rounds after the first would be refused.
      for (let round = 0; round < 3; round++) {
        const pages = await Promise.all([1, 2, 3, 4].map(() => host.openPage()))
        for (const { client } of pages) await until(await openStream(client), (event) => event.feature === 'host')
        for (const { leave } of pages) leave()
      }
    })

    test('bytes come as slices, whole again when put together', async () => {
      const { host } = await start()
      const { client, leave } = await host.openPage()
      const account = await client.accounts.useSandbox()
      const { exchangeId = 0 } = await client.ipList.fetch({ accountId: account.id })
      const exchange = await client.exchange.get({ id: exchangeId })
      const first = await client.exchange.body({ id: exchangeId, side: 'response', offset: 0 })
      expect(first).toBeInstanceOf(Blob)
      expect(first.size).toBe(exchange.response?.body.size)
      expect(first.size).toBeLessThanOrEqual(MAX_SLICE_BYTES)
      const tail = await client.exchange.body({ id: exchangeId, side: 'response', offset: 5 })
      expect(await tail.text()).toBe((await first.text()).slice(5))
      const past = await client.exchange.body({ id: exchangeId, side: 'response', offset: first.size })
      expect(past.size).toBe(0)
      leave()
    })
  })
}

/** A page that is gone is noticed with the next word on its connection at the latest: tries until there is room. */
async function openStream(client: ConsoleClient): Promise<AsyncIterable<ConsoleEvent>> {
  for (;;) {
    try {
      return await client.events.watch({})
    } catch (error) {
      if (!isDefinedError(error)) throw error
    }
  }
}

/** Reads a stream to the first event that fits; the test's own time limit is the end of its patience. */
export async function until(
  events: AsyncIterable<ConsoleEvent>,
  fits: (event: ConsoleEvent) => boolean,
): Promise<ConsoleEvent> {
  for await (const event of events) if (fits(event)) return event
  throw new Error('the stream ended before the event')
}
