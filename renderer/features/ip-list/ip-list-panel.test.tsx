import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { IpEntry, IpListView } from '../../../contract/ip-list.ts'
import { receive } from '../../bridge/stores.ts'
import { startTexts } from '../../i18n.ts'
import { renderInPage } from '../../testing/render-in-page.tsx'
import { samples } from '../../testing/samples.ts'
import { refusal, startTestHost } from '../../testing/test-host.ts'
import { ipListFetch } from './ip-list-fetch.ts'
import { IpListPanel } from './ip-list-panel.tsx'

const entries: IpEntry[] = [
  { raw: '106.55.206.146', kind: 'ipv4', addresses: 1, times: 1 },
  { raw: '42.192.6.0/24', kind: 'cidr4', addresses: 256, times: 2 },
  { raw: 'what?', kind: 'unparsable', times: 1 },
]
const empty: IpListView = { accountId: 'a1', kind: 'callback', entries: [], received: 0, addresses: 0 }
const fetched: IpListView = { ...empty, entries, received: 4, addresses: 257, fetchedAt: Date.now() }

const push = (view: IpListView) => act(() => receive({ feature: 'ipList', snapshot: [view] }))
const draw = () => renderInPage(<IpListPanel account={samples.account} />)
const shown = () => screen.getAllByRole('listitem').map((row) => row.textContent)

const fetchList = vi.fn<(input: unknown) => IpListView>()
const fetchToken = vi.fn<(input: unknown) => unknown>()
const host = startTestHost({ ipList: { fetch: fetchList }, token: { fetch: fetchToken } })

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
  fetchList.mockReset().mockReturnValue(fetched)
  fetchToken.mockReset()
  host.calls.length = 0
})
afterEach(async () => {
  await waitFor(() => expect(ipListFetch.state('a1').busy).toBe(false))
  cleanup()
})

test('says what there will be before the first fetch', () => {
  push(empty)
  draw()
  screen.getByText('Not fetched yet')
  screen.getByRole('button', { name: 'Fetch IP list' })
})

test('stands in numeric order, with duplicates counted and the unreadable marked', () => {
  push(fetched)
  draw()
  expect(shown()).toEqual(['42.192.6.0/24×2256', '106.55.206.1461', 'what?Unreadable'])
  screen.getByText('4 received')
  screen.getByText('257 addresses')
})

test('can stand as it was received', async () => {
  push(fetched)
  draw()
  await userEvent.click(screen.getByRole('button', { name: 'By address' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'As received' }))
  await waitFor(() => expect(shown()[0]).toContain('106.55.206.146'))
})

test('is searched by any part of an entry', async () => {
  push(fetched)
  draw()
  await userEvent.type(screen.getByRole('searchbox', { name: 'Find' }), '192.6')
  expect(shown()).toHaveLength(1)
  await userEvent.type(screen.getByRole('searchbox', { name: 'Find' }), 'x')
  screen.getByText('No entry matches')
})

test('is copied as lines in the order received, an entry by a press on it', async () => {
  userEvent.setup()
  push(fetched)
  draw()
  await userEvent.click(screen.getByRole('button', { name: 'Copy all' }))
  expect(await navigator.clipboard.readText()).toBe('106.55.206.146\n42.192.6.0/24\nwhat?')
  await userEvent.click(screen.getByRole('button', { name: 'Copy 42.192.6.0/24' }))
  expect(await navigator.clipboard.readText()).toBe('42.192.6.0/24')
})

test('a failed fetch keeps the former list and says which it is', () => {
  push({
    ...fetched,
    lastFailure: {
      problem: { code: 'connection-reset', host: 'h', phase: 'wait', exchangeId: 3, retry: 'backoff' },
      at: Date.now(),
    },
  })
  draw()
  expect(screen.getByRole('alert').textContent).toContain('Below is the list from')
  expect(shown()).toHaveLength(3)
})

test('waits with rows that are not there yet', async () => {
  fetchList.mockImplementation(() => {
    push({ ...empty, fetchingForMs: 0 })
    return fetched
  })
  push(empty)
  draw()
  await userEvent.click(screen.getByRole('button', { name: 'Fetch IP list' }))
  await screen.findByRole('button', { name: 'Fetching…' })
  expect(screen.queryByText('Not fetched yet')).toBeNull()
})

test('on classic it asks before a token is retired, then fetches both', async () => {
  fetchList.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-classic', retry: 'never' })
  })
  push(empty)
  draw()
  await userEvent.click(screen.getByRole('button', { name: 'Fetch IP list' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Fetch classic anyway' }))
  await waitFor(() =>
    expect(host.calls).toEqual([
      { path: 'ipList.fetch', input: { accountId: 'a1' } },
      { path: 'token.fetch', input: { accountId: 'a1', confirmed: true } },
      { path: 'ipList.fetch', input: { accountId: 'a1' } },
    ]),
  )
})
