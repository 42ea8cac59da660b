import { isDefinedError } from '@orpc/client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleEvent } from '#contract/events.ts'
import type { ConsoleClient } from '#contract/index.ts'
import { MAX_SLICE_BYTES } from '#contract/pure/limits.ts'
import { shareFormats } from '#contract/pure/share.ts'
import { type ConsoleApp, createApp } from '#core/app.ts'
import type { Ports } from '#core/ports.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from './test-ports.ts'

/** One page of a host: a client over its transport, and how to close it. */
export interface TestPage {
  client: ConsoleClient
  /** Opens the page's stream. */
  watch(options?: { takeOver: boolean }): Promise<AsyncIterable<ConsoleEvent>>
  leave(): void
}

/** Serves an app the way a host does. */
export interface TestHost {
  openPage(): TestPage
  close(): Promise<void>
}

const MAX_PAGES = 4

/** The tests of every transport; each host runs them over its own. */
export function describeTransport(name: string, serve: (app: ConsoleApp) => Promise<TestHost>): void {
  describe(`the contract over ${name}`, () => {
    const closing: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close()
    })

    async function start(overrides: Partial<Ports> = {}) {
      const ports = createTestPorts({ maxPages: MAX_PAGES, ...overrides })
      const app = await createApp(ports)
      closing.push(app.close)
      const host = await serve(app)
      closing.push(host.close)
      return { host, ports }
    }

    test('two open pages both call, and both see what either did', async () => {
      const { host } = await start()
      const [one, two] = [host.openPage(), host.openPage()]
      const seen = await one.watch()
      await two.watch()
      const account = await two.client.accounts.useSandbox()
      const event = await until(seen, (next) => next.feature === 'accounts' && next.snapshot.length === 1)
      expect(event).toMatchObject({ snapshot: [{ id: account.id, appId: account.appId }] })

      const token = await one.client.token.fetch({ accountId: account.id })
      expect(token).toMatchObject({
        state: 'live',
        tokenSource: { kind: 'wechat', family: 'stable' },
        accountId: account.id,
      })
      const list = await two.client.ipList.fetch({ accountId: account.id })
      expect(list.current?.distinct).toBeGreaterThan(10)
    })

    test('a problem arrives with its type and its facts', async () => {
      const { host } = await start()
      const error = await failureOf(host.openPage().client.token.fetch({ accountId: 'nobody' }))
      expect(isDefinedError(error)).toBe(true)
      expect(error).toMatchObject({ code: 'PROBLEM', data: { code: 'account-not-found', retry: 'never' } })
    })

    test('a capability the host lacks is refused by name', async () => {
      const { host } = await start()
      const error = await failureOf(host.openPage().client.host.openExternal({ url: 'https://mp.weixin.qq.com/' }))
      expect(error).toMatchObject({ data: { code: 'host-declined', capability: 'openExternal' } })
    })

    test('invalid input is refused, with its place, before a handler sees it', async () => {
      const { host, ports } = await start()
      const { client } = host.openPage()
      expect(await failureOf(client.settings.update({ timeoutSeconds: 0 }))).toMatchObject({
        code: 'BAD_REQUEST',
        data: { issues: [{ path: ['timeoutSeconds'] }] },
      })
      const wrong = { accountId: 7 } as unknown as { accountId: string }
      expect(await failureOf(client.token.fetch(wrong))).toMatchObject({ code: 'BAD_REQUEST' })
      expect(ports.logged.filter((line) => line.startsWith('error'))).toEqual([])
    })

    test('an error nobody declared arrives without its text', async () => {
      const { host, ports } = await start({
        openExternal: () => Promise.reject(new Error('the disk said something private')),
      })
      const opening = host.openPage().client.host.openExternal({ url: 'https://developers.weixin.qq.com/doc/' })
      const error = await failureOf(opening)
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false })
      expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain('private')
      expect(ports.logged.join()).toContain('"command":"host.openExternal"')
    })

    test('a stream ends when its page goes; one page too many is told, and may take over', async () => {
      const { host } = await start()
      const pages = Array.from({ length: MAX_PAGES }, () => host.openPage())
      const streams: AsyncIterable<ConsoleEvent>[] = []
      for (const page of pages) streams.push(await page.watch())
      const tooMany = { data: { code: 'too-many-pages', limit: MAX_PAGES } }
      expect(await failureOf(host.openPage().watch())).toMatchObject(tooMany)

      pages[0]?.leave()
      await vi.waitFor(() => host.openPage().watch(), 5_000)
      expect(await failureOf(host.openPage().watch())).toMatchObject(tooMany)

      await until(await host.openPage().watch({ takeOver: true }), (event) => event.feature === 'host')
      const seen: ConsoleEvent[] = []
      for await (const event of streams[1] ?? []) seen.push(event)
      expect(seen.at(-1)).toEqual({ feature: 'taken-over' })
    })

    test('recorded bytes come as Blob slices, redacted, whole again when put together', async () => {
      const { host } = await start()
      const { client } = host.openPage()
      const account = await client.accounts.useSandbox()
      const list = await client.ipList.fetch({ accountId: account.id })
      const { token } = await client.token.reveal({ accountId: account.id })
      const { id, response } = await client.exchange.get({ id: list.current?.exchangeId ?? 0 })
      const slice = (offset: number) => client.exchange.body({ id, side: 'response', offset })
      const whole = await slice(0)
      expect(whole).toBeInstanceOf(Blob)
      expect(whole.size).toBe(response?.body.size)
      expect(whole.size).toBeLessThanOrEqual(MAX_SLICE_BYTES)
      const text = await whole.text()
      expect(JSON.parse(text).ip_list).toHaveLength(list.current?.received ?? 0)
      expect(text).not.toContain(token)
      expect(await (await slice(5)).text()).toBe(text.slice(5))
      expect((await slice(whole.size)).size).toBe(0)
    })

    test('no reply and no event holds the secret or, but for reveal and copy, the token', async () => {
      const server = await startSandbox({})
      closing.push(server.close)
      const { host, ports } = await start()
      const { client, watch } = host.openPage()
      const seen: unknown[] = []
      const stream = await watch()
      const keep = async <T>(reply: Promise<T>): Promise<T> => {
        const value = await reply
        seen.push(value instanceof Blob ? await value.text() : value)
        return value
      }
      const { appId, appSecret } = server
      const account = await keep(
        client.accounts.add({
          label: 'Reading',
          appId,
          appSecret,
          tokenSource: { kind: 'wechat', family: 'classic' },
          origin: { kind: 'custom', url: server.origin },
          confirmedOrigin: server.origin,
        }),
      )
      const accountId = account.id
      seen.push(await failureOf(client.token.fetch({ accountId })))
      await keep(client.token.fetch({ accountId, confirmed: true }))
      const { token } = await client.token.reveal({ accountId })
      expect(await client.token.copy({ accountId })).toEqual({ copied: false, token })
      await keep(client.ipList.check({ accountId, action: 'all', operator: 'DEFAULT' }))
      await keep(client.ipList.fetch({ accountId, kind: 'api-domain' }))
      const body = '{"appid":"$WX_APPID","appsecret":"$WX_APPSECRET"}'
      const own = { accountId, method: 'POST', target: '/cgi-bin/clear_quota/v2?s=$WX_APPSECRET' } as const
      await keep(client.request.send({ ...own, body, attachToken: true, confirmed: true }))
      const { exchangeId = 0 } = (await keep(client.ipList.fetch({ accountId }))).current ?? {}
      await keep(client.token.probe({ accountId }))
      await keep(client.token.diagnose({ accountId, token: `"${token}`, probe: true }))
      const pasted = await keep(
        client.accounts.add({
          label: 'Pasted',
          appId,
          tokenSource: { kind: 'pasted' },
          origin: { kind: 'custom', url: server.origin },
          confirmedOrigin: server.origin,
        }),
      )
      await keep(client.token.paste({ accountId: pasted.id, token, endsInSeconds: 600 }))
      await keep(client.token.diagnose({ accountId: pasted.id, probe: false }))
      await keep(client.accounts.update({ id: accountId, tokenSource: { kind: 'wechat', family: 'stable' } }))
      await keep(client.token.fetch({ accountId }))
      const stable = await client.token.reveal({ accountId })
      await keep(client.accounts.replaceSecret({ id: accountId, appSecret: `x${appSecret.slice(1)}` }))
      seen.push(await failureOf(client.token.fetch({ accountId })))
      for (let id = 1; id <= exchangeId + 5; id++) {
        await keep(client.exchange.get({ id }))
        await keep(client.exchange.body({ id, side: 'request', offset: 0 }))
        await keep(client.exchange.body({ id, side: 'response', offset: 0 }))
        for (const format of shareFormats) await keep(client.share.write({ id, format, language: 'en' }))
        // After a confirmation this may return the held token, as `token.copy` does.
        const copied = JSON.stringify(await client.share.copyWithSecrets({ id, format: 'curl', confirmed: true }))
        for (const secret of [appSecret, `x${appSecret.slice(1)}`]) expect(copied).not.toContain(secret)
      }
      await keep(client.share.har({ ids: [1, 2, 3, 4] }))
      await keep(client.settings.update({ theme: 'dark' }))
      const last = await until(stream, (event) => {
        seen.push(event)
        return event.feature === 'settings' && event.snapshot.theme === 'dark'
      })
      expect(last.feature).toBe('settings')

      const everything = `${JSON.stringify(seen)} ${ports.logged.join('\n')}`
      for (const secret of [appSecret, `x${appSecret.slice(1)}`, token, stable.token]) {
        expect(everything).not.toContain(secret)
        expect(everything).not.toContain(secret.slice(12))
      }
      expect(everything).toContain('[hidden:136-chars:')
    })

    test('a host with a clipboard puts confirmed secrets there, and no reply holds them', async () => {
      const written: string[] = []
      const { host } = await start({ writeClipboard: async (text) => void written.push(text) })
      const { client } = host.openPage()
      const { id: accountId } = await client.accounts.useSandbox()
      const { current } = await client.ipList.fetch({ accountId })
      const { token } = await client.token.reveal({ accountId })
      const id = current?.exchangeId ?? 0
      const copied = await client.share.copyWithSecrets({ id, format: 'curl', confirmed: true })
      expect(copied).toEqual({ copied: true, included: ['WX_ACCESS_TOKEN'] })
      expect(written).toHaveLength(1)
      expect(written[0]).toContain(token)
    })
  })
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const fine = Symbol()
  const outcome = await promise.then(
    () => fine,
    (error: unknown) => error,
  )
  if (outcome === fine) throw new Error('it did not fail')
  return outcome
}

/** Reads a stream up to the first matching event; the test's own time limit applies. */
async function until(
  events: AsyncIterable<ConsoleEvent>,
  fits: (event: ConsoleEvent) => boolean,
): Promise<ConsoleEvent> {
  for await (const event of events) if (fits(event)) return event
  throw new Error('the stream ended before the event')
}
