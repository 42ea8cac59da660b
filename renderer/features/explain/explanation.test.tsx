import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import type { Page } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { Explanation } from './explanation.tsx'

const screenIs = vi.hoisted(() => {
  const wide = { matches: true }
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return wide.matches
    },
    addEventListener() {},
    removeEventListener() {},
  }))
  return wide
})

const exchange = (problem?: Problem): ExchangeView => ({
  id: 7,
  accountId: 'a1',
  method: 'POST',
  origin: 'https://api.weixin.qq.com',
  path: '/cgi-bin/stable_token',
  initiator: { by: 'user', action: 'command' },
  step: 'call',
  startedAt: 1_000,
  pinned: false,
  outcome: problem ? { kind: 'problem', code: problem.code } : { kind: 'ok' },
  request: { target: '/cgi-bin/stable_token', httpVersion: '1.1', headers: [], body: { size: 0 } },
  redactions: 0,
  ...(problem && { problem }),
})

const rid = '64d20329-254dc72d-4b59c863'
const madeAt = 0x64d20329 * 1000
const refused: Problem = {
  code: 'wechat',
  errcode: 40125,
  errmsg: 'invalid appsecret',
  rid,
  endpoint: 'token',
  retry: 'never',
}

const sandbox = { running: true, offsetMs: 0, scenarios: [] }

beforeAll(startTexts)
beforeEach(() => {
  vi.setSystemTime(madeAt + 3 * 60_000)
  act(() => {
    receive({ feature: 'accounts', snapshot: [samples.account] })
    receive({ feature: 'sandbox', snapshot: sandbox })
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent
const open = (problem?: Problem) => renderInPage(<Explanation exchange={exchange(problem)} />)

test('says what, why and what to do, who can, and whether trying again helps', () => {
  open(refused)
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('The AppSecret is invalid (40125)')
  expect(alert.textContent).toContain('It was reset, or a character')
  expect(alert.textContent).toContain('Copy the current 32 characters')
  expect(fact('Type')).toBe('WeChat')
  expect(fact('Who can fix it')).toBe('You')
  expect(fact('Retrying')).toBe('doesn’t help until something changes')
})

test.each([
  [{ code: 'proxy-refused', proxy: 'socks5://127.0.0.1:1080', host: 'h', answer: '5', retry: 'never' }, 'Proxy', 'You'],
  [{ code: 'tls', host: 'h', reason: 'CERT_HAS_EXPIRED', retry: 'never' }, 'TLS', 'You'],
  [{ code: 'http-status', status: 502, retry: 'wait' }, 'Response', 'Only WeChat'],
] as [Problem, string, string][])('%o is of its own kind', (problem, kind, who) => {
  open(problem)
  expect(fact('Type')).toBe(kind)
  expect(fact('Who can fix it')).toBe(who)
})

test('an exchange that did not fail is not explained', () => {
  open()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('on a narrow screen it begins folded, so that the bytes have room', () => {
  screenIs.matches = false
  open(refused)
  expect(fact('Who can fix it')).toBe('You')
  expect(screen.getByRole('alert').textContent).not.toContain('It was reset, or a character')
  screen.getByRole('button', { name: 'Show explanation' })
  screenIs.matches = true
})

test('it folds to its title and who can act, and the next one is folded, too', async () => {
  const { unmount } = open(refused)
  await userEvent.click(screen.getByRole('button', { name: 'Hide explanation' }))
  expect(screen.getByRole('alert').textContent).not.toContain('It was reset, or a character')
  unmount()
  open({ code: 'timeout', host: 'api.weixin.qq.com', phase: 'wait', limitMs: 10_000, retry: 'wait' })
  screen.getByText('Timed out after 10.0 s')
  expect(screen.getByRole('alert').textContent).not.toContain('Time ran out')
  await userEvent.click(screen.getByRole('button', { name: 'Show explanation' }))
  expect(fact('Type')).toBe('Network')
  expect(screen.getByRole('alert').textContent).toContain('Time ran out')
})

test('a request id tells its time and its age, and until when it can be looked up', async () => {
  const openRequest = vi.fn<Page['openRequest']>()
  renderInPage(<Explanation exchange={exchange(refused)} />, { openRequest })
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('(3 min ago)')
  expect(alert.textContent).toMatch(/can be looked up with rid\/get until 15 Aug/)
  screen.getByRole('button', { name: 'Copy rid' })
  expect(screen.getByRole('link', { name: 'Official diagnosis' }).getAttribute('href')).toContain('/devtools/debug')
  await userEvent.click(screen.getByRole('button', { name: 'Look up with rid/get' }))
  expect(openRequest.mock.calls).toEqual([[{ accountId: 'a1', preset: 'rid', rid }]])
})

test('one that is too old is not offered for looking up', () => {
  vi.setSystemTime(madeAt + 8 * 24 * 3_600_000)
  open(refused)
  expect(screen.getByRole('alert').textContent).toContain('8 d 0 h ago')
  expect(screen.getByRole('alert').textContent).toContain('can’t find it anymore')
  expect(screen.queryByRole('button', { name: 'Look up with rid/get' })).toBeNull()
})

test('a sandbox’s request id is as old as the sandbox’s clock says', () => {
  receive({ feature: 'accounts', snapshot: [{ ...samples.account, origin: { kind: 'sandbox' } }] })
  receive({ feature: 'sandbox', snapshot: { ...sandbox, offsetMs: 2 * 3_600_000 } })
  open(refused)
  expect(screen.getByRole('alert').textContent).toContain('(2 h ago)')
})

test.each([
  [
    { code: 'dns-not-found', host: 'https://api.weixin.qq.com', retry: 'wait' },
    "hostname: 'https://api.weixin.qq.com'",
  ],
  [{ code: 'connection-reset', host: 'h', phase: 'wait', retry: 'wait' }, 'req.end()'],
  [{ code: 'http-status', status: 412, retry: 'never' }, "'Content-Length': Buffer.byteLength(body)"],
  [{ ...refused, errcode: 43003 }, "http.get('http://"],
  [{ ...refused, errcode: 41002 }, 'JSON.stringify'],
] as [Problem, string][])('one’s own code that fails like %o is shown wrong and right', async (problem, code) => {
  open(problem)
  expect(screen.queryByText('Wrong')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Compare code' }))
  const both = screen.getAllByRole('figure')
  expect(both.map((one) => one.querySelector('figcaption')?.textContent)).toEqual(['Wrong', 'Right'])
  expect(both.map((one) => one.textContent).join('\n')).toContain(code)
  expect(
    both[0]?.querySelector('.bg-danger-soft, .bg-accent-soft') ?? both[1]?.querySelector('.bg-accent-soft'),
  ).toBeTruthy()
})

test('a 412 is said to be a matter of Content-Length', () => {
  open({ code: 'http-status', status: 412, retry: 'never' })
  expect(screen.getByRole('alert').textContent).toContain('The gateway received no Content-Length (412)')
})

test('a refused IP leads to the whitelist doctor of the account', async () => {
  const openWhitelist = vi.fn<Page['openWhitelist']>()
  renderInPage(<Explanation exchange={exchange({ ...refused, errcode: 61004 })} />, { openWhitelist })
  expect(fact('Who can fix it')).toBe('The account’s admin')
  await userEvent.click(screen.getByRole('button', { name: 'Open whitelist doctor' }))
  expect(openWhitelist.mock.calls).toEqual([['a1']])
})
