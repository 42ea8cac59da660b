import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { WhitelistView } from '#contract/whitelist.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { Evidence } from '#renderer/features/whitelist/evidence.tsx'
import { startTexts } from '#renderer/i18n.ts'
import type { Page } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { Doctor } from './doctor.tsx'

const MINUTE = 60_000
const { account } = samples

const problem = { ...samples.refusedIp, rid: '64d20329-254dc72d-4b59c863' }

const seen = (ip: string, minutesAgo: number, more = {}) => ({
  ip,
  firstAt: Date.now() - minutesAgo * MINUTE,
  lastAt: Date.now() - minutesAgo * MINUTE,
  times: 1,
  origin: 'https://api.weixin.qq.com',
  ...more,
})

const push = (more: Partial<WhitelistView> = {}) =>
  act(() =>
    receive({
      feature: 'whitelist',
      snapshot: [{ accountId: 'a1', now: Date.now(), seen: [], egress: { kind: 'steady' }, ...more }],
    }),
  )
const waiting = (remainingMs: number) => {
  const at = Date.now() + remainingMs - 5 * MINUTE
  return { saved: { at, againAt: at + 5 * MINUTE, remainingMs } }
}

const host = startTestHost({
  whitelist: { saved: () => ({}) },
  token: { fetch: () => samples.noToken, probe: () => ({ outcome: 'works' }) },
})
const called = (path: string) => host.calls.filter((call) => call.path === path).map(({ input }) => input)

beforeAll(startTexts)
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 14, 3, 20) })
  host.calls.length = 0
  push()
  act(() => receive({ feature: 'token', snapshot: [samples.noToken] }))
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const settled = (look: () => void) =>
  vi.waitFor(async () => {
    await act(async () => {})
    look()
  })
const button = (name: string) => screen.getByRole('button', { name })
const isPrimary = (name: string) => button(name).className.includes('bg-accent')
const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent

const doctor = (one = account) => renderInPage(<Doctor account={one} problem={problem} />)

test('the IP stands beside the AppID it is to be listed for', () => {
  doctor()
  screen.getByText('WeChat refused this IP (40164)')
  screen.getByText('203.0.113.47')
  screen.getByText(account.appId)
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe(
    'https://developers.weixin.qq.com/platform/',
  )
  expect(isPrimary('Copy IP')).toBe(true)
  expect(isPrimary('Fetch token')).toBe(false)
})

test('the host is told that it was saved, and the time is kept', async () => {
  doctor()
  act(() => button('I saved it').click())
  await settled(() => expect(called('whitelist.saved')).toEqual([{ accountId: 'a1' }]))
  push(waiting(5 * MINUTE))
  expect(screen.getByRole('status').textContent).toBe('Saved at 14:03. Try again at 14:08.')
})

test('the button counts down and becomes the one thing to do; nothing is tried by itself', async () => {
  push(waiting(MINUTE + 2_000))
  doctor()
  expect(button('Fetch token').textContent).toContain('1:02')
  expect(isPrimary('Fetch token')).toBe(false)
  act(() => vi.advanceTimersByTime(3_000))
  expect(button('Fetch token').textContent).toContain('0:59')
  act(() => vi.advanceTimersByTime(MINUTE))
  expect(screen.getByRole('status').textContent).toContain('You can try again now')
  expect(isPrimary('Fetch token')).toBe(true)
  expect(isPrimary('Copy IP')).toBe(false)
  await settled(() => expect(host.calls.filter(({ path }) => path !== 'events.watch')).toEqual([]))
})

test('one need not wait for it', async () => {
  push(waiting(4 * MINUTE))
  doctor()
  act(() => button('Fetch token').click())
  await settled(() => expect(called('token.fetch')).toEqual([{ accountId: 'a1', confirmed: false }]))
})

test('refused after the wait, too: the AppID is what to look at', () => {
  push({ refusal: { problem, at: Date.now(), afterWait: true } })
  doctor()
  expect(screen.getByText(/Still refused after the wait/).textContent).toContain(account.appId)
})

test('where a token lives it is tested again, not fetched', async () => {
  const held = { masked: '92_kQm…Zt4A', hash: '0a1b2c', source: 'fetched', obtainedAt: 0 } as const
  const life = { remainingMs: 83 * MINUTE, lifetimeMs: 120 * MINUTE, expiresAt: Date.now() + 83 * MINUTE }
  act(() => receive({ feature: 'token', snapshot: [{ ...samples.noToken, ...held, state: 'live', life }] }))
  doctor()
  expect(screen.queryByRole('button', { name: 'Fetch token' })).toBeNull()
  act(() => button('Test token').click())
  await settled(() => expect(called('token.probe')).toEqual([{ accountId: 'a1' }]))
})

const evidence = (page: Partial<Page> = {}) => renderInPage(<Evidence account={account} problem={problem} />, page)

test('the evidence names account, host, proxy and moment', () => {
  push({ seen: [seen('203.0.113.47', 0)], refusal: { problem, at: Date.now(), afterWait: false } })
  evidence()
  expect(fact('Account')).toBe('Qinghe Reading')
  expect(fact('AppID')).toBe(account.appId)
  expect(fact('Host')).toBe('api.weixin.qq.com')
  expect(fact('Proxy')).toBe('None')
  expect(fact('Sent')).toBe('14:03:20')
  expect(screen.queryByRole('note')).toBeNull()
})

test('a changing exit is named, with the network to copy and how many it lets in', () => {
  push({
    seen: [seen('203.0.113.47', 0, { times: 3 }), seen('203.0.113.12', 90), seen('203.0.113.61', 120)],
    egress: { kind: 'changing', ips: 3, commonCidr: { cidr: '203.0.113.0/26', addresses: 64 } },
  })
  evidence()
  const rows = within(screen.getByRole('list', { name: 'IPs WeChat has seen for this account' }))
  expect(rows.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    '203.0.113.473 timeslatest',
    '203.0.113.1212:33',
    '203.0.113.6112:03',
  ])
  expect(screen.getByRole('note').textContent).toContain('203.0.113.0/26 covers these 3 IPs. It allows 64 addresses')
  button('Copy CIDR')
})

test('addresses too far apart get no network', () => {
  push({ seen: [seen('203.0.113.47', 0)], egress: { kind: 'changing', ips: 2 } })
  evidence()
  expect(screen.getByRole('note').textContent).toContain('too far apart')
  expect(screen.queryByRole('button', { name: 'Copy CIDR' })).toBeNull()
})

test('the way is told where there was more than one', () => {
  push({ seen: [seen('198.51.100.1', 0, { proxy: 'socks5://127.0.0.1:1080' }), seen('203.0.113.47', 90)] })
  evidence()
  expect(fact('Proxy')).toBe('socks5://127.0.0.1:1080')
  screen.getByText('api.weixin.qq.com ← socks5://127.0.0.1:1080')
})

test('two ways through a listed server are there to copy; the rid can be looked up', () => {
  vi.setSystemTime(0x64d20329 * 1000 + MINUTE)
  const openRequest = vi.fn<Page['openRequest']>()
  const openExchange = vi.fn<Page['openExchange']>()
  evidence({ openRequest, openExchange })
  screen.getByText('ssh -D 1080 server')
  screen.getByText('ssh -L 7264:127.0.0.1:7264 server')
  expect(screen.getAllByRole('button', { name: 'Copy command' })).toHaveLength(2)
  act(() => button('Look up with rid/get').click())
  expect(openRequest.mock.calls).toEqual([[{ accountId: 'a1', preset: 'rid', rid: problem.rid }]])
  act(() => button('View request').click())
  expect(openExchange.mock.calls).toEqual([[7]])
})
