import { describe, expect, test, vi } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import type { Account } from '#core/model/account.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { openWhitelists } from './whitelist.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const account = (id = 'a', origin: Account['origin'] = { kind: 'official', host: 'api.weixin.qq.com' }): Account => ({
  id,
  label: '',
  appId: 'wx3f9a1c07d2b84e65',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: 'off',
  proxy: { kind: 'none' },
  origin,
  ipRefresh: 'off',
})

const by = (via: string, exchange: ExchangeView): ExchangeView => ({
  ...exchange,
  connection: { remoteAddress: '127.0.0.1', remotePort: 1080, reused: false, via },
})

const refusal = (ip: string | undefined, accountId = 'a', errcode = 40164): ExchangeView => ({
  ...testExchange(7, accountId),
  outcome: { kind: 'errcode', errcode },
  problem: {
    code: 'wechat',
    errcode,
    errmsg: 'invalid ip',
    endpoint: 'api',
    retry: 'never',
    ...(ip !== undefined && { seenIp: ip }),
  },
})

async function open({ store = createMemoryStore().whitelist, one = account(), clock = createFakeClock() } = {}) {
  const changed = vi.fn<() => void>()
  const saving = createSaving(clock, { info() {}, warn() {}, error() {} }).part('whitelist')
  const whitelists = await openWhitelists({
    store,
    saving,
    account: (id) => (id === one.id ? one : undefined),
    clockFor: () => clock,
    changed,
  })
  return {
    whitelists,
    clock,
    changed,
    flushed: saving.flushed,
    store,
    view: () => whitelists.view(one),
    saved: () => whitelists.saved(one),
  }
}

test.each([40164, 61004, 45035])('%i: the same IP is one row, with its first and last time', async (errcode) => {
  const { whitelists, clock, view } = await open()
  const at = clock.now()
  whitelists.onExchangeEnded(refusal('203.0.113.47', 'a', errcode))
  await clock.advance(MINUTE)
  whitelists.onExchangeEnded(refusal('203.0.113.47', 'a', errcode))
  expect(view().seen).toEqual([
    { ip: '203.0.113.47', firstAt: at, lastAt: at + MINUTE, times: 2, origin: 'https://api.weixin.qq.com' },
  ])
  expect(view().egress).toEqual({ kind: 'steady' })
  expect(view().refusal).toMatchObject({ at: at + MINUTE, afterWait: false, problem: { errcode } })
})

test('other failures, other accounts and refusals that name no IP leave no row', async () => {
  const { whitelists, view } = await open()
  whitelists.onExchangeEnded(testExchange(1))
  whitelists.onExchangeEnded(refusal('203.0.113.47', 'a', 40125))
  whitelists.onExchangeEnded(refusal('203.0.113.47', 'gone'))
  whitelists.onExchangeEnded(refusal(undefined))
  expect(view().seen).toEqual([])
  expect(view().refusal).toMatchObject({ problem: { errcode: 40164 } })
})

test('a changing egress IP is named, with the smallest network of all of them', async () => {
  const { whitelists, clock, view } = await open()
  for (const ip of ['203.0.113.12', '203.0.113.61', '203.0.113.47']) {
    whitelists.onExchangeEnded(refusal(ip))
    await clock.advance(MINUTE)
  }
  expect(view().seen.map(({ ip }) => ip)).toEqual(['203.0.113.47', '203.0.113.61', '203.0.113.12'])
  expect(view().egress).toEqual({ kind: 'changing', ips: 3, commonCidr: { cidr: '203.0.113.0/26', addresses: 64 } })
  whitelists.onExchangeEnded(refusal('198.51.100.1'))
  expect(view().egress).toEqual({ kind: 'changing', ips: 4 })
})

test('what was seen by another proxy, or more than a week ago, does not make the egress IP a changing one', async () => {
  const { whitelists, clock, view } = await open()
  whitelists.onExchangeEnded(refusal('203.0.113.12'))
  await clock.advance(8 * DAY)
  whitelists.onExchangeEnded(refusal('203.0.113.61'))
  whitelists.onExchangeEnded(by('socks5://127.0.0.1:1080', refusal('198.51.100.1')))
  expect(view().seen).toHaveLength(3)
  expect(view().seen[0]).toMatchObject({ ip: '198.51.100.1', proxy: 'socks5://127.0.0.1:1080' })
  expect(view().egress).toEqual({ kind: 'steady' })
})

describe('a change of the whitelist', () => {
  test('is waited for five minutes, counted by the account’s clock', async () => {
    const { clock, view, saved } = await open()
    const at = clock.now()
    expect(saved().saved).toEqual({ at, againAt: at + 5 * MINUTE, remainingMs: 5 * MINUTE })
    await clock.advance(2 * MINUTE)
    expect(view().saved?.remainingMs).toBe(3 * MINUTE)
    await clock.advance(4 * MINUTE)
    expect(view().saved).toEqual({ at, againAt: at + 5 * MINUTE, remainingMs: 0 })
  })

  test('goes on being waited for when it is refused too early', async () => {
    const { whitelists, clock, view, saved } = await open()
    saved()
    await clock.advance(MINUTE)
    whitelists.onExchangeEnded(refusal('203.0.113.47'))
    expect(view().saved?.remainingMs).toBe(4 * MINUTE)
    expect(view().refusal?.afterWait).toBe(false)
  })

  test('is known not to have helped when it is refused after the wait', async () => {
    const { whitelists, clock, view, saved } = await open()
    saved()
    await clock.advance(5 * MINUTE)
    whitelists.onExchangeEnded(refusal('203.0.113.47'))
    expect(view().saved).toBeUndefined()
    expect(view().refusal?.afterWait).toBe(true)
  })

  test('is done with once a call is answered; what was seen stays', async () => {
    const { whitelists, view, saved, changed } = await open()
    whitelists.onExchangeEnded(refusal('203.0.113.47'))
    saved()
    changed.mockClear()
    whitelists.onExchangeEnded(testExchange(8))
    expect(view()).not.toHaveProperty('saved')
    expect(view()).not.toHaveProperty('refusal')
    expect(view().seen).toHaveLength(1)
    expect(changed).toHaveBeenCalledOnce()
    whitelists.onExchangeEnded(testExchange(9))
    expect(changed).toHaveBeenCalledOnce()
  })

  test('is not over by a connection test, which no whitelist guards', async () => {
    const { whitelists, view, saved } = await open()
    saved()
    whitelists.onExchangeEnded({ ...testExchange(8), initiator: { by: 'user', action: 'connection-test' } })
    expect(view()).toHaveProperty('saved')
  })

  test('is never waited for longer than five minutes, even when the clock was set back', async () => {
    const clock = createFakeClock()
    const { view, saved } = await open({ clock })
    saved()
    clock.jumpWall(-DAY)
    expect(view().saved?.remainingMs).toBe(5 * MINUTE)
  })
})

test('the sandbox is one place, whatever port it has today', async () => {
  const { whitelists, view } = await open({ one: account('a', { kind: 'sandbox' }) })
  whitelists.onExchangeEnded({ ...refusal('203.0.113.47'), origin: 'http://127.0.0.1:1' })
  whitelists.onExchangeEnded({ ...refusal('203.0.113.47'), origin: 'http://127.0.0.1:2' })
  expect(view().seen).toMatchObject([{ origin: 'sandbox', times: 2 }])
})

test('what was seen is there after a restart, and goes with its account', async () => {
  const store = createMemoryStore().whitelist
  const first = await open({ store })
  const proxy = 'http://10.0.0.1:3128'
  first.whitelists.onExchangeEnded(by(proxy, refusal('203.0.113.12')))
  await first.clock.advance(MINUTE)
  first.whitelists.onExchangeEnded(by(proxy, refusal('203.0.113.47')))
  first.whitelists.onExchangeEnded(by(proxy, refusal('203.0.113.12')))
  await first.clock.advance(MINUTE)
  first.whitelists.onExchangeEnded(refusal('203.0.113.12'))
  await first.flushed()

  const second = await open({ store })
  expect(second.view().seen.toSorted((a, b) => a.firstAt - b.firstAt)).toEqual(
    first.view().seen.toSorted((a, b) => a.firstAt - b.firstAt),
  )
  expect(second.view().seen).toHaveLength(3)
  second.whitelists.removeAccount('a')
  await second.flushed()
  expect((await open({ store })).view().seen).toEqual([])
})

test('of an account no more than 50 are kept', async () => {
  const store = createMemoryStore().whitelist
  const { whitelists, clock, view, flushed } = await open({ store })
  await store.put('other', { ip: '192.0.2.1', firstAt: 0, lastAt: 0, times: 1, origin: 'https://api.weixin.qq.com' })
  for (let n = 0; n < 60; n++) {
    whitelists.onExchangeEnded(refusal(`203.0.113.${n}`))
    await clock.advance(1)
  }
  await flushed()
  expect(view().seen).toHaveLength(50)
  expect(view().seen.at(-1)?.ip).toBe('203.0.113.10')
  const kept = await store.list()
  expect(kept.filter(({ accountId }) => accountId === 'a')).toHaveLength(50)
  expect(kept.filter(({ accountId }) => accountId === 'other')).toHaveLength(1)
})
