import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { lastLookedAt } from '#renderer/features/exchange/list/list-filter.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { ExchangesScreen } from './exchanges-screen.tsx'

const NOW = Date.now()

const exchange = (id: number, more: Partial<ExchangeSummary> = {}) =>
  samples.exchange(id, { startedAt: NOW - 60_000 + id, ...more })

const some = [
  exchange(5, { accountId: 'gone' }),
  exchange(4, { method: 'POST', path: '/cgi-bin/stable_token' }),
  exchange(3, { accountId: 'a2', outcome: { kind: 'errcode', errcode: 40164 } }),
  exchange(2, { outcome: { kind: 'problem', code: 'connection-reset' } }),
  exchange(1, { startedAt: NOW - 8 * 24 * 3_600_000 }),
]

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  receive({ feature: 'accounts', snapshot: [samples.account, { ...samples.account, id: 'a2', label: 'Staging' }] })
  receive({ feature: 'exchange', snapshot: some })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const rows = () => screen.queryAllByRole('listitem').map((row) => row.textContent)
const filter = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' })
const choose = (name: string, option: string) => userEvent.selectOptions(screen.getByRole('combobox', { name }), option)

test('all accounts are in it, those that are gone too, newest first', () => {
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  expect(rows()).toEqual([
    expect.stringMatching(/getcallbackipDeleted account/),
    expect.stringMatching(/stable_tokenQinghe Reading/),
    expect.stringMatching(/40164.*Staging/),
    expect.stringMatching(/Reset/),
    expect.stringMatching(/ok/),
  ])
  expect(screen.getByRole('status').textContent).toBe('5')
})

test('each choice narrows it, and the number kept is said', async () => {
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  await choose('Time', 'Last 7 days')
  expect(screen.getByRole('status').textContent).toBe('4 of 5')
  await choose('Endpoint', '/cgi-bin/getcallbackip')
  expect(screen.getByRole('status').textContent).toBe('3 of 5')
  await choose('Outcome', 'Failed')
  expect(rows()).toHaveLength(2)
  await choose('Account', 'Staging')
  expect(rows()).toEqual([expect.stringContaining('40164')])
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(rows()).toHaveLength(5)
  expect(document.activeElement, 'the focus is where the next filter is typed').toBe(filter())
  await choose('Account', 'Deleted accounts')
  expect(rows()).toEqual([expect.stringContaining('Deleted account')])
})

test('a filter that keeps nothing says so, loses nothing and is undone where it is said', async () => {
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  await userEvent.type(filter(), '[[(*\\ 😀')
  screen.getByText('No matching exchanges')
  expect(filter().value).toBe('[(*\\ 😀')
  expect(screen.getByRole('status').textContent).toBe('0 of 5')
  await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[1] as HTMLElement)
  expect(rows()).toHaveLength(5)
})

test('Esc empties the filter first and leaves after', async () => {
  const onBack = vi.fn()
  renderInPage(<ExchangesScreen onBack={onBack} />)
  await userEvent.type(filter(), 'token{Escape}')
  expect(filter().value).toBe('')
  expect(onBack).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  expect(onBack).toHaveBeenCalledOnce()
})

test('the filter is still there when one comes back, and the row looked at has the focus', async () => {
  const openExchange = vi.fn()
  const { unmount } = renderInPage(<ExchangesScreen onBack={vi.fn()} />, { openExchange })
  await userEvent.type(filter(), 'callback{ArrowDown}j{Enter}')
  expect(openExchange).toHaveBeenCalledExactlyOnceWith(3, 'all')
  unmount()
  lastLookedAt.set(3)
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  expect(filter().value).toBe('callback')
  expect(rows()).toHaveLength(4)
  expect(document.activeElement?.textContent).toContain('40164')
})

test('what comes while one looks stands on top, and only if it fits', async () => {
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  await choose('Outcome', 'errcode')
  act(() => receive({ feature: 'exchange', snapshot: [exchange(7), exchange(6), ...some] }))
  expect(screen.getByRole('status').textContent).toBe('1 of 7')
  const newest = exchange(8, { outcome: { kind: 'errcode', errcode: 45009 } })
  act(() => receive({ feature: 'exchange', snapshot: [newest, ...some] }))
  expect(rows()).toEqual([expect.stringContaining('45009'), expect.stringContaining('40164')])
})

test('before the first snapshot it waits, and without any exchange it says what will be here', () => {
  receive({ feature: 'exchange', snapshot: [] })
  renderInPage(<ExchangesScreen onBack={vi.fn()} />)
  screen.getByText('No exchanges yet')
  expect(within(screen.getByRole('region')).queryByRole('searchbox')).toBeNull()
})
