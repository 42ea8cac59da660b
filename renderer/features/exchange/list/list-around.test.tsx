import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import type { ListId, Page } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { everything } from './filter.ts'
import { panelOf, setFilter, useListAround } from './list-filter.ts'
import { SideList } from './side-list.tsx'

// The list has room only on a wide page.
vi.hoisted(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} })),
)

const { exchange } = samples
const failed = { outcome: { kind: 'errcode', errcode: 40164 } } as const

function Around({ id }: { id: number }) {
  const { listId, exchanges = [], next, previous } = useListAround(id)
  return (
    <>
      <output>{`${previous ?? '–'} ${next ?? '–'}`}</output>
      <SideList listId={listId} exchanges={exchanges} currentId={id} />
    </>
  )
}

const at = (id: number, from?: ListId, page: Partial<Page> = {}) =>
  renderInPage(<Around id={id} />, { ...page, screen: { name: 'exchange', id, ...(from && { from }) } })

const neighbours = () => screen.getByRole('status').textContent

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(276)
  receive({ feature: 'accounts', snapshot: [] })
  receive({
    feature: 'exchange',
    snapshot: [exchange(9, failed), exchange(8), exchange(7, { accountId: 'a2', ...failed }), exchange(6, failed)],
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('one opened from elsewhere stands among all of its account', () => {
  at(8)
  expect(neighbours()).toBe('9 6')
})

test('one opened from a narrowed panel stands among what that shows', () => {
  setFilter(panelOf('a1'), { ...everything, account: 'a1', outcome: 'failed' })
  at(9, panelOf('a1'))
  expect(neighbours()).toBe('– 6')
})

test('one opened from the list of all stands among those of other accounts, which are named', () => {
  setFilter('all', { ...everything, outcome: 'failed' })
  at(9, 'all')
  expect(neighbours()).toBe('– 7')
})

test('one that its list no longer keeps still has its neighbours there', () => {
  setFilter('all', { ...everything, outcome: 'failed' })
  at(8, 'all')
  expect(neighbours()).toBe('9 7')
})

test('one that is gone is beside nothing', () => {
  at(5)
  expect(neighbours()).toBe('– –')
})

test('the list beside it is narrowed in listId, with the filter it shares with the list one came from', async () => {
  const openExchange = vi.fn()
  setFilter('all', { ...everything, text: 'callback' })
  at(9, 'all', { openExchange })
  const filter = screen.getByRole<HTMLInputElement>('searchbox')
  expect(filter.value).toBe('callback')
  await userEvent.type(filter, ' 40164{ArrowDown}j{Enter}')
  expect(neighbours()).toBe('– 7')
  expect(openExchange).toHaveBeenCalledExactlyOnceWith(7)
})
