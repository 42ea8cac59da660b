import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { IpEntry, IpListVersion, IpListView } from '#contract/ip-list.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { IpListPanel } from './ip-list-panel.tsx'

const entries: IpEntry[] = [
  { raw: '106.55.206.146', kind: 'ipv4', addresses: 1, times: 1 },
  { raw: '42.192.6.0/24', kind: 'cidr4', addresses: 256, times: 2 },
  { raw: 'what?', kind: 'unparsable', times: 1 },
]
const empty: IpListView = { accountId: 'a1', kind: 'callback' }
const version: IpListVersion = {
  id: 7,
  accountId: 'a1',
  kind: 'callback',
  since: Date.now(),
  fetchedAt: Date.now(),
  exchangeId: 12,
  received: 4,
  distinct: 3,
  unparsable: 1,
  addresses: 257,
  addresses6: 0,
}
const fetched: IpListView = { ...empty, current: version }

const push = (view: IpListView) => act(() => receive({ feature: 'ipList', snapshot: [view] }))
const draw = () => renderInPage(<IpListPanel account={samples.account} question={() => null} />)
const shown = () => screen.getAllByRole('listitem').map((row) => row.textContent)

const fetchList = vi.fn<(input: unknown) => IpListView>()
const readEntries = vi.fn<(input: { version: number }) => IpEntry[]>()
const host = startTestHost({ ipList: { fetch: fetchList, entries: readEntries } })

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
  fetchList.mockReset().mockReturnValue(fetched)
  readEntries.mockReset().mockReturnValue(entries)
  host.calls.length = 0
})
afterEach(() => {
  cleanup()
})

test('says what there will be before the first fetch', () => {
  push(empty)
  draw()
  screen.getByText('Not fetched yet')
  screen.getByRole('button', { name: 'Fetch IP list' })
})

test('stands in numeric order, with duplicates counted and the unreadable marked', async () => {
  push(fetched)
  draw()
  await waitFor(() => expect(shown()).toEqual(['42.192.6.0/24×2256', '106.55.206.1461', 'what?Unreadable']))
  screen.getByText('4 received · 257 addresses')
})

test('can stand as it was received', async () => {
  push(fetched)
  draw()
  await screen.findByText('106.55.206.146')
  await userEvent.click(screen.getByRole('button', { name: 'By address' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'As received' }))
  await waitFor(() => expect(shown()[0]).toContain('106.55.206.146'))
})

test('is searched by any part of an entry, and asked about an address', async () => {
  push(fetched)
  draw()
  await screen.findByText('106.55.206.146')
  const box = screen.getByRole('searchbox', { name: 'Search, or check an IP' })
  await userEvent.type(box, '192.6')
  expect(shown()).toHaveLength(1)
  await userEvent.type(box, 'x')
  screen.getByText('No matching entries')
  screen.getByText('“192.6x” isn’t an IP address.')
  await userEvent.clear(box)
  await userEvent.type(box, '42.192.6.7')
  expect(screen.getByRole('status').textContent).toContain('42.192.6.7 is covered by 42.192.6.0/24.')
  expect(screen.getByRole('button', { current: true }).textContent).toContain('42.192.6.0')
  await userEvent.clear(box)
  await userEvent.type(box, '8.8.8.8')
  expect(screen.getByRole('status').textContent).toContain('WeChat Pay notifications come from other addresses')
  expect(shown()).toHaveLength(3)
})

test('what is new since the list before is marked, and the change is counted', async () => {
  readEntries.mockImplementation(({ version: id }) => (id === 6 ? entries.slice(1) : entries))
  push({ ...fetched, current: { ...version, change: { from: 6, added: 1, removed: 256 } } })
  draw()
  await waitFor(() => expect(shown()).toContain('106.55.206.146New1'))
  screen.getByText(/^Changed .*: 1 addresses added, 256 removed$/)
})

test('is copied as lines in the order received, an entry by a press on it', async () => {
  userEvent.setup()
  push(fetched)
  draw()
  await userEvent.click(await screen.findByRole('button', { name: 'Copy all' }))
  expect(await navigator.clipboard.readText()).toBe('106.55.206.146\n42.192.6.0/24\nwhat?')
  await userEvent.click(screen.getByRole('button', { name: 'Copy 42.192.6.0/24' }))
  expect(await navigator.clipboard.readText()).toBe('42.192.6.0/24')
})

test('the two lists are never mixed up', async () => {
  const outbound: IpListView = { ...empty, kind: 'api-domain', current: { ...version, id: 9, kind: 'api-domain' } }
  readEntries.mockImplementation(({ version: id }) =>
    id === 9 ? [{ raw: '101.89.47.18', kind: 'ipv4', addresses: 1, times: 1 }] : entries,
  )
  act(() => receive({ feature: 'ipList', snapshot: [fetched, outbound] }))
  draw()
  await screen.findByText('106.55.206.146')
  await userEvent.click(screen.getByRole('button', { name: 'API domain' }))
  await waitFor(() => expect(shown()).toEqual(['101.89.47.181']))
  screen.getByText(/Allow them outbound/)
  await userEvent.click(screen.getByRole('button', { name: 'Fetch IP list' }))
  await waitFor(() => expect(fetchList).toHaveBeenCalledWith({ accountId: 'a1', kind: 'api-domain' }))
  await userEvent.click(screen.getByRole('button', { name: 'Show Callback list' }))
  screen.getByText(/Allow them inbound/)
})

test('a failed fetch keeps the former list and says which it is; the raw reply is one press away', async () => {
  const openExchange = vi.fn()
  push({
    ...fetched,
    lastFailure: {
      problem: { code: 'connection-reset', host: 'h', phase: 'wait', exchangeId: 3, retry: 'backoff' },
      at: Date.now(),
    },
  })
  renderInPage(<IpListPanel account={samples.account} question={() => null} />, { openExchange })
  expect(screen.getByRole('alert').textContent).toContain('Showing the list from')
  await waitFor(() => expect(shown()).toHaveLength(3))
  await userEvent.click(screen.getByRole('button', { name: 'View request' }))
  await userEvent.click(screen.getByRole('button', { name: /^Fetched/ }))
  expect(openExchange.mock.calls).toEqual([[3], [12]])
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
