import { call } from '@orpc/server'
import { afterEach, expect, test, vi } from 'vitest'
import { createApp } from '#core/app.ts'
import type { Ports } from '#core/ports.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A console with a token and a list: exchange 1 holds the AppSecret and the token, 2 the token. */
async function start(overrides: Partial<Ports> = {}) {
  const app = await createApp(createTestPorts(overrides))
  closing.push(app.close)
  const server = await startSandbox({})
  closing.push(server.close)
  const { router } = app
  const { appId, appSecret, origin } = server
  const { id: accountId } = await call(router.accounts.add, {
    label: '',
    appId,
    appSecret,
    tokenSource: { kind: 'wechat', family: 'stable' } as const,
    origin: { kind: 'custom' as const, url: origin },
    confirmedOrigin: origin,
  })
  await call(router.token.fetch, { accountId })
  await call(router.ipList.fetch, { accountId })
  const { token } = await call(router.token.reveal, { accountId })
  return { router, server, accountId, token, appSecret }
}

const confirmed = { confirmed: true } as const

test('what was removed is named, counted and placed, and what could be put back is known', async () => {
  const { router } = await start()
  const { removed, fileName } = await call(router.share.write, { id: 1, format: 'curl', language: 'en' })
  expect(fileName).toBe('stable_token-1.sh')
  expect(removed).toMatchObject([
    { placeholder: 'WX_APPSECRET', length: 32, count: 1, where: ['request-body'], real: 'no-clipboard' },
  ])
  const har = await call(router.share.write, { id: 1, format: 'har', language: 'en' })
  expect(har.removed.map(({ placeholder, where }) => [placeholder, where])).toEqual([
    ['WX_APPSECRET', ['request-body']],
    ['WX_ACCESS_TOKEN', ['response-body']],
  ])
  expect(har.text).toContain('$WX_ACCESS_TOKEN')
})

test('several are one HAR file, oldest first; those that are gone are counted', async () => {
  const { router } = await start()
  const { text, notes, fileName } = await call(router.share.har, { ids: [2, 1, 99] })
  expect(JSON.parse(text).log.entries.map((entry: { _id: number }) => entry._id)).toEqual([1, 2])
  expect(notes).toEqual([{ note: 'gone', count: 1 }])
  expect(fileName).toBe('wechat-2-exchanges.har')
  await expect(call(router.share.har, { ids: [99] })).rejects.toMatchObject({
    data: { code: 'exchange-not-found' },
  })
})

test('a host with a clipboard puts real secrets there itself; no reply holds them', async () => {
  const writeClipboard = vi.fn<(text: string) => Promise<void>>(async () => {})
  const { router, token, appSecret } = await start({ writeClipboard })
  const first = await call(router.share.copyWithSecrets, { id: 1, format: 'curl', ...confirmed })
  expect(first).toEqual({ copied: true, included: ['WX_APPSECRET'] })
  expect(writeClipboard.mock.calls[0]?.[0]).toContain(`"secret":"${appSecret}"`)
  expect(writeClipboard.mock.calls[0]?.[0]).not.toContain('$WX')
  await call(router.share.copyWithSecrets, { id: 2, format: 'undici', ...confirmed })
  expect(writeClipboard.mock.calls[1]?.[0]).toContain(`'http://127.0.0.1:`)
  expect(writeClipboard.mock.calls[1]?.[0]).toContain(`access_token=${token}'`)
  expect(writeClipboard.mock.calls[1]?.[0]).not.toContain('process.env')
})

test('a host without one gives the page the token as token.copy does, and never the AppSecret', async () => {
  const { router, token, appSecret } = await start()
  const second = await call(router.share.copyWithSecrets, { id: 2, format: 'curl', ...confirmed })
  expect(second).toMatchObject({ copied: false, included: ['WX_ACCESS_TOKEN'] })
  expect(JSON.stringify(second)).toContain(token)
  const first = await call(router.share.copyWithSecrets, { id: 1, format: 'curl', ...confirmed })
  expect(first).toMatchObject({ copied: false, included: [] })
  expect(JSON.stringify(first)).toContain('$WX_APPSECRET')
  expect(JSON.stringify(first)).not.toContain(appSecret)
})

test('a secret that is no longer the one held stays a placeholder', async () => {
  const writeClipboard = vi.fn<(text: string) => Promise<void>>(async () => {})
  const { router, accountId } = await start({ writeClipboard })
  await call(router.accounts.replaceSecret, { id: accountId, appSecret: 'e'.repeat(32) })
  const { removed } = await call(router.share.write, { id: 1, format: 'https', language: 'en' })
  expect(removed).toMatchObject([{ placeholder: 'WX_APPSECRET', real: 'not-held' }])
  const copied = await call(router.share.copyWithSecrets, { id: 1, format: 'https', ...confirmed })
  expect(copied).toEqual({ copied: true, included: [] })
  expect(writeClipboard.mock.calls[0]?.[0]).toContain('WX_APPSECRET')
})

test('without the word of a person the command is refused before anything is looked up', async () => {
  const { router } = await start()
  const unasked = { id: 1, format: 'curl', confirmed: false } as unknown as { id: 1; format: 'curl'; confirmed: true }
  await expect(call(router.share.copyWithSecrets, unasked)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('an exchange whose account is gone is handed over by what its keys say', async () => {
  const { router, accountId } = await start()
  await call(router.accounts.remove, { id: accountId, withExchanges: false })
  const { removed } = await call(router.share.write, { id: 2, format: 'curl', language: 'en' })
  expect(removed).toMatchObject([{ placeholder: 'WX_ACCESS_TOKEN', real: 'not-held' }])
})
