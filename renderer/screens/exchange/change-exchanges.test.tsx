import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { UNDO_MS } from '#contract/pure/limits.ts'
import { useActionKeys } from '#renderer/actions/keyboard.ts'
import { useAction } from '#renderer/actions/registry.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import type { Page } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { toasts, useOffer } from '#renderer/ui/feedback/toast.tsx'
import { ExchangesScreen } from './exchanges-screen.tsx'

/** As core has it: the page sees what its commands did in the next snapshot. */
let kept: ExchangeSummary[] = []
const removed = new Map<number, ExchangeSummary>()
const show = (next: ExchangeSummary[]) => {
  kept = next.toSorted((a, b) => b.id - a.id)
  act(() => receive({ feature: 'exchange', snapshot: kept }))
}
const pin = vi.fn(({ ids, pinned }: { ids: number[]; pinned: boolean }) =>
  show(kept.map((one) => (ids.includes(one.id) ? { ...one, pinned } : one))),
)
const remove = vi.fn(({ ids }: { ids: number[] }): unknown => {
  for (const one of kept) if (ids.includes(one.id)) removed.set(one.id, one)
  return show(kept.filter(({ id }) => !ids.includes(id)))
})
const restore = vi.fn(({ ids }: { ids: number[] }) => show([...kept, ...ids.flatMap((id) => removed.get(id) ?? [])]))
startTestHost({ exchange: { pin, remove, restore } })

function Screen({ onBack = vi.fn() }: { onBack?: () => void }) {
  useActionKeys()
  useAction('exchange.undo', useOffer()?.run)
  return <ExchangesScreen onBack={onBack} />
}

const open = (page: Partial<Page> = {}) => renderInPage(<Screen />, page)
const list = () => screen.getByRole('list', { name: 'Exchanges' })
const ids = () =>
  within(list())
    .queryAllByRole('button')
    .map((row) => Number(/path-(\d+)/.exec(row.textContent)?.[1]))
const focused = () => Number(/path-(\d+)/.exec(document.activeElement?.textContent ?? '')?.[1])
const intoList = () => userEvent.type(screen.getByRole('searchbox'), '{ArrowDown}')

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  receive({ feature: 'accounts', snapshot: [samples.account] })
  show([5, 4, 3, 2, 1].map((n) => samples.exchange(n, { path: `/cgi-bin/path-${n}` })))
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
  vi.restoreAllMocks()
  for (const command of [pin, remove, restore]) command.mockClear()
})

test('P pins the row in focus, says so, and takes it back', async () => {
  open()
  await intoList()
  await userEvent.keyboard('jp')
  await within(list()).findByText('pinned')
  expect(pin.mock.calls).toEqual([[{ ids: [4], pinned: true }]])
  expect(focused()).toBe(4)
  await userEvent.keyboard('p')
  await waitFor(() => expect(within(list()).queryByText('pinned')).toBeNull())
})

test('Delete removes the row; the focus goes to the one in its place, from the last to the one before', async () => {
  open()
  await intoList()
  await userEvent.keyboard('j{Delete}')
  await waitFor(() => expect(ids()).toEqual([5, 3, 2, 1]))
  expect(focused()).toBe(3)
  await userEvent.keyboard('{End}{Delete}')
  await waitFor(() => expect(ids()).toEqual([5, 3, 2]))
  expect(focused()).toBe(2)
})

test('a key held down deletes one', async () => {
  open()
  await intoList()
  for (const repeat of [false, true, true]) {
    fireEvent.keyDown(document.activeElement as Element, { key: 'Delete', repeat })
  }
  await waitFor(() => expect(ids()).toHaveLength(4))
  expect(remove).toHaveBeenCalledOnce()
})

test('undo brings back the last one first, by the button or by Ctrl Z', async () => {
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await screen.findByText('1 exchange deleted')
  await userEvent.keyboard('{Delete}')
  // The rows go before the host has answered, and only then is there a second offer.
  await waitFor(() => expect(toasts().offers.get()).toHaveLength(2))
  expect(ids()).toEqual([3, 2, 1])
  await userEvent.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(ids()).toEqual([4, 3, 2, 1]))
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(ids()).toEqual([5, 4, 3, 2, 1]))
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  expect(restore.mock.calls).toEqual([[{ ids: [4] }], [{ ids: [5] }]])
})

test('Ctrl Z in the filter is the filter’s own', async () => {
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await screen.findByText('1 exchange deleted')
  await userEvent.type(screen.getByRole('searchbox'), 'path{Control>}z{/Control}')
  expect(restore).not.toHaveBeenCalled()
})

test('after the time it is final: nothing offers it any more', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await screen.findByText('1 exchange deleted')
  act(() => vi.advanceTimersByTime(UNDO_MS - 1_000))
  screen.getByRole('button', { name: 'Undo' }).focus()
  act(() => vi.advanceTimersByTime(1_000))
  expect(screen.queryByText('1 exchange deleted')).toBeNull()
  expect(focused(), 'the focus is not lost with it').toBe(4)
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(restore).not.toHaveBeenCalled()
})

test('several are selected by keys, and what is done is done to them', async () => {
  open()
  await intoList()
  await userEvent.keyboard('xjx')
  screen.getByText('2 selected')
  await userEvent.keyboard('{Delete}')
  await waitFor(() => expect(ids()).toEqual([3, 2, 1]))
  await screen.findByText('2 exchanges deleted')
  expect(screen.queryByText('2 selected')).toBeNull()
})

test('Esc lets go of the selection before it leaves', async () => {
  const onBack = vi.fn()
  renderInPage(<Screen onBack={onBack} />)
  await intoList()
  await userEvent.keyboard('x{Escape}')
  expect(screen.queryByText('1 selected')).toBeNull()
  expect(onBack).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  expect(onBack).toHaveBeenCalledOnce()
})

test('Ctrl and Shift select with the mouse, and any two are compared', async () => {
  const openCompare = vi.fn()
  const openExchange = vi.fn()
  open({ openCompare, openExchange })
  const rows = within(list()).getAllByRole('button')
  const user = userEvent.setup()
  await user.keyboard('{Control>}')
  await user.click(rows[0] as HTMLElement)
  expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull()
  await user.click(rows[3] as HTMLElement)
  await user.keyboard('{/Control}')
  await user.click(screen.getByRole('button', { name: 'Compare' }))
  expect(openCompare).toHaveBeenCalledExactlyOnceWith(2, 5)
  await user.keyboard('{Shift>}')
  await user.click(rows[1] as HTMLElement)
  await user.keyboard('{/Shift}')
  screen.getByText('4 selected')
  expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull()
  expect(openExchange).not.toHaveBeenCalled()
})

test('clearing says how many, spares what is pinned or running, and is undone as one', async () => {
  show(
    kept.map((one) =>
      one.id === 1 ? { ...one, pinned: true } : one.id === 5 ? { ...one, outcome: { kind: 'running' } as const } : one,
    ),
  )
  open()
  await userEvent.click(screen.getByRole('button', { name: 'Clear…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete 3 exchanges?' })
  expect(dialog.textContent).toContain('All recorded exchanges of all accounts. The pinned one is kept.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete 3 exchanges' }))
  await waitFor(() => expect(ids()).toEqual([5, 1]))
  expect(screen.queryByRole('button', { name: 'Clear…' }), 'nothing is left to clear').toBeNull()
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(ids()).toHaveLength(5))
})

test('under a filter only what it shows is cleared', async () => {
  open()
  await userEvent.type(screen.getByRole('searchbox'), 'path-3')
  await userEvent.click(screen.getByRole('button', { name: 'Clear…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete 1 exchange?' })
  expect(dialog.textContent).toContain('Only those matching the filter.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete 1 exchange' }))
  await screen.findByText('No matching exchanges')
  expect(remove).toHaveBeenCalledExactlyOnceWith({ ids: [3] })
})

test('one that is running cannot be deleted', async () => {
  show([samples.exchange(9, { outcome: { kind: 'running' } })])
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  expect(remove).not.toHaveBeenCalled()
})

test('a refused deletion says why over the list, and can be tried again', async () => {
  remove.mockImplementationOnce(() => {
    throw new Error('no')
  })
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await screen.findByRole('alert')
  expect(ids()).toHaveLength(5)
  await intoList()
  await userEvent.keyboard('{Delete}')
  await waitFor(() => expect(ids()).toHaveLength(4))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('only what is pinned is shown when asked for', async () => {
  show(kept.map((one) => (one.id === 2 ? { ...one, pinned: true } : one)))
  open()
  await userEvent.click(screen.getByRole('button', { name: 'Pinned only' }))
  expect(ids()).toEqual([2])
})

test('when the last row goes, the focus stays in the region', async () => {
  show([samples.exchange(8)])
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await screen.findByText('No exchanges yet')
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Exchanges' }))
})

test('a second press while the first deletion is under way deletes nothing more', async () => {
  const host = Promise.withResolvers<void>()
  remove.mockImplementationOnce(() => host.promise)
  open()
  await intoList()
  await userEvent.keyboard('{Delete}{Delete}')
  await waitFor(() => expect(remove).toHaveBeenCalled())
  host.resolve()
  await screen.findByText('1 exchange deleted')
  expect(remove.mock.calls).toEqual([[{ ids: [5] }]])
})

test('undo is offered only as long as the host can still bring it back', async () => {
  const offered = vi.spyOn(toasts(), 'offer')
  remove.mockImplementationOnce(({ ids }) => {
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 4_000)
    return show(kept.filter(({ id }) => !ids.includes(id)))
  })
  open()
  await intoList()
  await userEvent.keyboard('{Delete}')
  await waitFor(() => expect(offered).toHaveBeenCalled())
  expect(offered.mock.calls[0]?.[1]).toBeLessThanOrEqual(UNDO_MS - 4_000)
})
