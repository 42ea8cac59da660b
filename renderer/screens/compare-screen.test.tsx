import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ComparedPart, ComparedRow, ExchangeComparison } from '#contract/compare.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { CompareScreen } from './compare-screen.tsx'

const line = (at: number, text: string) => ({ at, text })
const part = (more: Partial<ComparedPart>): ComparedPart => ({
  part: 'response-body',
  rows: [],
  differences: 0,
  leftOut: 0,
  ...more,
})
const sameRows = Array.from({ length: 12 }, (_, place): ComparedRow => {
  const both = line(place + 2, `  "n${place}": 1,`)
  return { kind: 'same', a: both, b: both }
})
const bytes = (size: number) => ({ size, sha256: 'ab'.repeat(32) })

const comparison: ExchangeComparison = {
  parts: [
    part({
      part: 'request-line',
      rows: [{ kind: 'same', a: line(1, 'GET / HTTP/1.1'), b: line(1, 'GET / HTTP/1.1') }],
    }),
    part({
      part: 'response-headers',
      differences: 1,
      reordered: true,
      rows: [{ kind: 'changed', a: line(1, 'Date: Mon'), b: line(2, 'Date: Tue') }],
    }),
    part({
      differences: 1,
      rows: [...sameRows, { kind: 'added', b: line(14, '  "new": 1') }],
      body: { as: 'json', equal: false, a: bytes(10), b: bytes(20) },
    }),
  ],
}

const compare = vi.fn<(input: { a: number; b: number }) => ExchangeComparison>()
startTestHost({ exchange: { compare } })

const summary = (id: number): ExchangeSummary => ({
  id,
  accountId: 'a1',
  method: 'GET',
  origin: 'https://api.weixin.qq.com',
  path: `/cgi-bin/path${id}`,
  initiator: { by: 'user', action: 'command' },
  step: 'call',
  startedAt: Date.now(),
  outcome: { kind: 'ok' },
  pinned: false,
})

beforeAll(startTexts)
beforeEach(() => {
  compare.mockReset().mockReturnValue(comparison)
  receive({ feature: 'exchange', snapshot: [summary(2), summary(1)] })
})
afterEach(cleanup)

const open = async (page = {}, onBack = vi.fn()) => {
  renderInPage(<CompareScreen a={1} b={2} onBack={onBack} />, page)
  await screen.findByText('2 differences')
}

test('each part says whether it differs, and what differs is marked in words of the page', async () => {
  await open()
  within(screen.getByRole('region', { name: 'Request line' })).getByText('identical')
  const headers = screen.getByRole('region', { name: 'Response headers' })
  within(headers).getByText('Headers present on both sides are in a different order.')
  expect(headers.querySelector('del')?.textContent).toBe('Date: Mon')
  expect(headers.querySelector('ins')?.textContent).toBe('Date: Tue')
  within(headers).getByText('−')
  within(headers).getByText('+')
})

test('long stretches that are the same are folded, and open when asked', async () => {
  await open()
  const body = screen.getByRole('region', { name: 'Response body' })
  expect(body.textContent).not.toContain('"n0"')
  expect(body.textContent).toContain('"n11"')
  await userEvent.click(within(body).getByRole('button', { name: /^9 identical lines/ }))
  expect(body.textContent).toContain('"n0"')
})

test('on request only what differs is there', async () => {
  await open()
  await userEvent.click(screen.getByRole('switch', { name: 'Differences only' }))
  expect(screen.getByRole('region', { name: 'Request line' }).textContent).not.toContain('GET /')
  expect(screen.getByRole('region', { name: 'Response body' }).textContent).not.toContain('"n11"')
})

test('J and K go from one difference to the next, round at the ends', async () => {
  await open()
  await userEvent.keyboard('j')
  screen.getByText('Difference 1 of 2')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Difference 1 of 2')
  await userEvent.keyboard('jj')
  screen.getByText('Difference 1 of 2')
  await userEvent.keyboard('k')
  expect(document.activeElement?.textContent).toContain('"new": 1')
})

test('the sides can be swapped, and each leads to its exchange', async () => {
  const openCompare = vi.fn<(a: number, b: number) => void>()
  const openExchange = vi.fn<(id: number) => void>()
  await open({ openCompare, openExchange })
  await userEvent.click(screen.getByRole('button', { name: 'Swap sides' }))
  await userEvent.keyboard('s')
  expect(openCompare.mock.calls).toEqual([
    [2, 1],
    [2, 1],
  ])
  await userEvent.click(screen.getByRole('button', { name: 'GET /cgi-bin/path2' }))
  expect(openExchange.mock.calls).toEqual([[2]])
})

test('bodies that are no text are said to differ, with size and hash', async () => {
  compare.mockReturnValue({
    parts: [
      part({ differences: 1, body: { as: 'bytes', because: 'binary', equal: false, a: bytes(2048), b: bytes(3) } }),
    ],
  })
  renderInPage(<CompareScreen a={1} b={2} onBack={vi.fn()} />)
  const body = await screen.findByRole('region', { name: 'Response body' })
  within(body).getByText('At least one side isn’t text, so only size and SHA-256 are compared.')
  within(body).getByText(`2.0 KiB · ${'ab'.repeat(32)}`)
})

test('what was left out is said', async () => {
  compare.mockReturnValue({
    parts: [part({ differences: 5000, leftOut: 3000, rows: [{ kind: 'added', b: line(1, 'x') }] })],
  })
  renderInPage(<CompareScreen a={1} b={2} onBack={vi.fn()} />)
  await screen.findByText('3,000 more rows aren’t shown.')
})

test('Escape goes back; one that is gone says so', async () => {
  compare.mockImplementation(() => {
    throw refusal({ code: 'exchange-not-found', retry: 'never' })
  })
  const onBack = vi.fn()
  renderInPage(<CompareScreen a={1} b={2} onBack={onBack} />)
  expect((await screen.findByRole('alert')).textContent).toContain('This exchange no longer exists')
  await userEvent.keyboard('{Escape}')
  expect(onBack).toHaveBeenCalledOnce()
})
