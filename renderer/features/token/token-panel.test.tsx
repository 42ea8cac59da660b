import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { runAction } from '#renderer/actions/registry.ts'
import { connection } from '#renderer/bridge/connection.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { TokenPanel } from './token-panel.tsx'

const MINUTE = 60_000
const TOKEN = '92_kQm3secretsecretsecretsecretsecretZt4A'
const other = { ...samples.account, id: 'a2' }

/** What the host pushes about the tokens of both accounts. */
const push = (more?: object) =>
  act(() =>
    receive({
      feature: 'token',
      snapshot: [samples.token(more), samples.token({ accountId: 'a2', masked: '92_other…abcd' })],
    }),
  )

const fetchToken = vi.fn<(input: { confirmed: boolean }) => TokenView>(() => samples.token())
// One port for the whole file: the page opens it once.
const host = startTestHost({
  token: { reveal: () => ({ token: TOKEN }), copy: () => ({ copied: true }), fetch: fetchToken },
  accounts: { update: () => ({ ...samples.account, tokenSource: { kind: 'wechat', family: 'stable' } }) },
})
const called = (path: string) => host.calls.filter((call) => call.path === path).map((call) => call.input)

/** The panel without what other features put into it. */
function Panel({ account }: { account: AccountView }) {
  return (
    <TokenPanel account={account} secretForm={null} refusal={() => null} onPaste={vi.fn()} onReplaceSecret={vi.fn()} />
  )
}

beforeAll(startTexts)
beforeEach(() => {
  vi.useFakeTimers()
  connection.set('connected')
  host.calls.length = 0
  fetchToken.mockReset().mockReturnValue(samples.token())
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const press = (name: string) => act(() => screen.getByRole('button', { name }).click())
const time = () => screen.getByRole('timer').textContent

/** Waits until what the host answered is drawn. */
const settled = <Value,>(look: () => Value): Promise<Value> =>
  vi.waitFor(async () => {
    await act(async () => {})
    return look()
  })

async function reveal(): Promise<void> {
  press('Reveal token')
  await settled(() => screen.getByText(TOKEN))
}

test('counts down by the page’s own clock and passes through its states', () => {
  push(samples.life(5 * MINUTE + 2000))
  renderInPage(<Panel account={samples.account} />)
  expect(time()).toBe('0:05:02')
  screen.getByText('Live')
  act(() => vi.advanceTimersByTime(2000))
  expect(time()).toBe('0:05:00')
  screen.getByText('Expiring')
  screen.getByText('Expires in 5 minutes.')
  act(() => vi.advanceTimersByTime(5 * MINUTE))
  expect(time()).toBe('0:00:00')
  screen.getByText('Expired')
})

test('a second changes the digits and nothing else', () => {
  push(samples.life(83 * MINUTE + 30_000))
  const { container } = renderInPage(<Panel account={samples.account} />)
  const changes = new MutationObserver(() => {})
  changes.observe(container, { subtree: true, childList: true, characterData: true, attributes: true })
  act(() => vi.advanceTimersByTime(1000))
  const touched = changes.takeRecords().map(({ target }) => (target instanceof Element ? target : target.parentElement))
  expect(touched.length).toBeGreaterThan(0)
  expect(new Set(touched)).toEqual(new Set([screen.getByRole('timer')]))
})

test('stands still and says so while the host is lost', () => {
  push()
  renderInPage(<Panel account={samples.account} />)
  act(() => connection.set('lost'))
  const before = time()
  act(() => vi.advanceTimersByTime(10_000))
  expect(time()).toBe(before)
  screen.getByText('Connection lost, countdown paused')
})

test('a revealed token hides itself after 30 seconds', async () => {
  push()
  renderInPage(<Panel account={samples.account} />)
  await reveal()
  act(() => vi.advanceTimersByTime(29_000))
  screen.getByText(TOKEN)
  act(() => vi.advanceTimersByTime(1000))
  expect(screen.queryByText(TOKEN)).toBeNull()
})

test('a revealed token is in no attribute of any element', async () => {
  push()
  renderInPage(<Panel account={samples.account} />)
  await reveal()
  const values = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  )
  expect(values.filter((value) => value.includes(TOKEN))).toEqual([])
})

test('a revealed token hides when the window is left', async () => {
  push()
  renderInPage(<Panel account={samples.account} />)
  await reveal()
  act(() => void window.dispatchEvent(new Event('blur')))
  expect(screen.queryByText(TOKEN)).toBeNull()
})

test('a revealed token hides with its account and stays hidden', async () => {
  push()
  const { rerender } = renderInPage(<Panel account={samples.account} />)
  await reveal()
  rerender(<Panel account={other} />)
  expect(screen.queryByText(TOKEN)).toBeNull()
  rerender(<Panel account={samples.account} />)
  expect(screen.queryByText(TOKEN)).toBeNull()
})

test('a classic fetch asks first; the safe way changes the family and fetches', async () => {
  push({ tokenSource: { kind: 'wechat', family: 'classic' } })
  fetchToken.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-classic', retry: 'never' })
  })
  renderInPage(<Panel account={{ ...samples.account, tokenSource: { kind: 'wechat', family: 'classic' } }} />)
  press('Fetch token')
  const safe = await settled(() => screen.getByRole('button', { name: 'Use stable instead' }))
  await settled(() => expect(document.activeElement).toBe(safe))
  press('Use stable instead')
  await settled(() => expect(called('token.fetch')).toHaveLength(2))
  expect(called('accounts.update')).toEqual([{ id: 'a1', tokenSource: { kind: 'wechat', family: 'stable' } }])
  expect(called('token.fetch')).toEqual([
    { accountId: 'a1', confirmed: false },
    { accountId: 'a1', confirmed: false },
  ])
})

test('the harmful way says that it is meant', async () => {
  push({ tokenSource: { kind: 'wechat', family: 'classic' } })
  fetchToken.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-classic', retry: 'never' })
  })
  renderInPage(<Panel account={{ ...samples.account, tokenSource: { kind: 'wechat', family: 'classic' } }} />)
  press('Fetch token')
  await settled(() => screen.getByRole('button', { name: 'Fetch classic anyway' }))
  press('Fetch classic anyway')
  await settled(() => expect(called('token.fetch')).toHaveLength(2))
  expect(called('token.fetch')[1]).toEqual({ accountId: 'a1', confirmed: true })
  expect(called('accounts.update')).toEqual([])
})

test('a failed renewal leaves the living token where it is', () => {
  push({ lastFailure: { problem: samples.refusedIp, at: Date.now() } })
  renderInPage(<Panel account={samples.account} />)
  expect(time()).toBe('1:23:00')
  expect(screen.getByRole('alert').textContent).toContain('This token still works')
  screen.getByRole('button', { name: 'Copy IP' })
})

test('a second press while a token is fetched asks for nothing more', async () => {
  const answer = Promise.withResolvers<TokenView>()
  fetchToken.mockImplementation(() => answer.promise as never)
  push()
  renderInPage(<Panel account={samples.account} />)
  act(() => void runAction('token.fetch'))
  await settled(() => expect(called('token.fetch')).toHaveLength(1))
  act(() => void runAction('token.fetch'))
  answer.resolve(samples.token())
  await settled(() => screen.getByRole('button', { name: /^Fetch token/ }))
  expect(called('token.fetch')).toHaveLength(1)
})

test('a fetch can be left, and that is no failure', async () => {
  fetchToken.mockImplementation(() => new Promise<never>(() => {}) as never)
  act(() => receive({ feature: 'token', snapshot: [samples.noToken] }))
  renderInPage(<Panel account={samples.account} />)
  press('Fetch token')
  await settled(() => expect(called('token.fetch')).toHaveLength(1))
  act(() => receive({ feature: 'token', snapshot: [{ ...samples.noToken, fetchingForMs: 400 }] }))
  screen.getByText('Waiting for WeChat…')
  press('Cancel')
  act(() => receive({ feature: 'token', snapshot: [samples.noToken] }))
  await settled(() => screen.getByRole('button', { name: 'Fetch token' }))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('speaks when the state changes and when little is left, and not in between', () => {
  push(samples.life(31 * MINUTE))
  const { container } = renderInPage(<Panel account={samples.account} />)
  const spoken = () => container.querySelector('[aria-live="polite"]')?.textContent
  expect(spoken()).toBe('')
  act(() => vi.advanceTimersByTime(MINUTE))
  expect(spoken()).toBe('Token expires in 30 minutes')
  act(() => vi.advanceTimersByTime(15 * MINUTE))
  expect(spoken()).toBe('Token expires in 30 minutes')
  push({ state: 'superseded', refused: { at: Date.now(), remainingMs: 15 * MINUTE } })
  expect(spoken()).toBe('Token superseded')
})
