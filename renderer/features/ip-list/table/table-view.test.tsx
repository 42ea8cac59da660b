import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { IpBlocks, IpEntry, IpListVersion, IpListView } from '#contract/ip-list.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { TableView } from './table-view.tsx'

const noon = new Date(2026, 9, 12, 12).getTime()
const before: IpEntry[] = [
  { raw: '42.192.6.0/24', kind: 'cidr4', addresses: 256, times: 1, firstSeen: noon },
  { raw: '58.60.9.143', kind: 'ipv4', addresses: 1, times: 1, firstSeen: noon },
]
const now: IpEntry[] = [
  { raw: '42.192.6.0/24', kind: 'cidr4', addresses: 256, times: 1, firstSeen: noon },
  { raw: '2402:4e00::/120', kind: 'cidr6', addresses: 256, times: 1, firstSeen: Date.now() },
]
const version: IpListVersion = {
  id: 2,
  accountId: 'a1',
  kind: 'callback',
  since: Date.now(),
  fetchedAt: Date.now(),
  exchangeId: 12,
  received: 2,
  distinct: 2,
  unparsable: 0,
  addresses: 256,
  addresses6: 256,
  change: { from: 1, added: 256, removed: 1 },
}
const view: IpListView = { accountId: 'a1', kind: 'callback', current: version }

const merged = vi.fn<(input: unknown) => IpBlocks>()
startTestHost({
  ipList: { entries: ({ version: id }: { version: number }) => (id === 1 ? before : now), merged },
})

const opened = vi.fn()
const draw = () => renderInPage(<TableView account={samples.account} view={view} onOpen={opened} />)
const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent)

beforeAll(startTexts)
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  act(() => receive({ feature: 'ipList', snapshot: [view] }))
  merged.mockReset()
})
afterEach(() => {
  cleanup()
  opened.mockReset()
})

test('what is new and what is gone is marked, with its range, its addresses and when it was first seen', async () => {
  draw()
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3))
  const [kept, gone, added] = screen.getAllByRole('listitem')
  expect(kept?.textContent).toContain('42.192.6.0 – 42.192.6.255')
  expect(kept?.textContent).toContain('12 Oct')
  expect(gone?.textContent).toContain('Removed')
  expect(added?.textContent).toContain('New')
  expect(added?.textContent).toMatch(/\d\d:\d\d:\d\d$/)
})

test('is narrowed to a family and to a text, and says when nothing is left', async () => {
  draw()
  await screen.findByText('58.60.9.143')
  await userEvent.click(screen.getByRole('button', { name: 'IPv6' }))
  await waitFor(() => expect(rows()).toHaveLength(1))
  await userEvent.type(screen.getByRole('searchbox'), 'zz')
  await waitFor(() => expect(screen.queryAllByRole('listitem')).toHaveLength(0))
})

test('shows the blocks it merges into, and what rounding lets in', async () => {
  merged.mockReturnValue({ blocks: ['42.192.6.0/24'], addresses: 256, extraAddresses: 0 })
  draw()
  await screen.findByText('58.60.9.143')
  await userEvent.click(screen.getByRole('button', { name: 'By address' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: /24/ }))
  await waitFor(() => expect(rows()).toHaveLength(1))
  expect(merged).toHaveBeenCalledWith({ version: 2, rounding: '24' })
})

test('leads to history and test', async () => {
  draw()
  await userEvent.click(screen.getByRole('button', { name: 'Compare…' }))
  await userEvent.click(screen.getByRole('button', { name: 'Network check…' }))
  expect(opened.mock.calls).toEqual([['history'], ['test']])
  within(screen.getByRole('contentinfo')).getByRole('button', { name: 'View request' })
})
