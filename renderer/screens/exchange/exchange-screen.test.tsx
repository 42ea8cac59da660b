import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import { MAX_SLICE_BYTES } from '#contract/pure/limits.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { READ_AT_ONCE } from '#renderer/features/exchange/body/body-reader.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { ExchangeScreen } from './exchange-screen.tsx'

const MARKER = '[hidden:136-chars:#ecfed5]'
const requestBody = ''
const responseBody = '{"ip_list":["42.192.6.0/24"],"id":9007199254740993}'

const summary = (id: number, more: Partial<ExchangeSummary> = {}): ExchangeSummary => ({
  id,
  accountId: 'a1',
  method: 'GET',
  origin: 'https://api.weixin.qq.com',
  path: '/cgi-bin/getcallbackip',
  initiator: { by: 'user', action: 'command' },
  step: 'call',
  pinned: false,
  startedAt: Date.now(),
  outcome: { kind: 'ok' },
  status: 200,
  size: responseBody.length,
  phases: { send: 1, wait: 60, download: 3, total: 64 },
  ...more,
})

const view = (id: number, more: Partial<ExchangeView> = {}): ExchangeView => ({
  ...summary(id),
  request: {
    target: `/cgi-bin/getcallbackip?access_token=${MARKER}`,
    httpVersion: '1.1',
    headers: [['Host', 'api.weixin.qq.com']],
    body: { size: requestBody.length },
  },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [
      ['X-Twice', 'a'],
      ['x-twice', 'b'],
    ],
    trailers: [],
    body: { size: body.length },
  },
  connection: {
    remoteAddress: '101.91.34.103',
    remotePort: 443,
    reused: true,
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
  },
  redactions: 1,
  ...more,
})

let body: Uint8Array<ArrayBuffer>
const get = vi.fn<(input: { id: number }) => ExchangeView>()
startTestHost({
  exchange: { get, body: ({ offset }: { offset: number }) => new Blob([body.slice(offset, offset + MAX_SLICE_BYTES)]) },
})

beforeAll(startTexts)
beforeEach(() => {
  body = new TextEncoder().encode(responseBody)
  get.mockReset().mockImplementation(({ id }) => view(id))
  receive({ feature: 'exchange', snapshot: [summary(9), summary(8), summary(7, { accountId: 'a2' }), summary(6)] })
})
afterEach(cleanup)

const open = async (page = {}) => {
  renderInPage(<ExchangeScreen exchangeId={8} onBack={vi.fn()} />, page)
  return screen.findByRole('heading', { name: 'GET /cgi-bin/getcallbackip' })
}

/** Text of an editor inside: it is in a shadow root. */
function codeIn(pane: HTMLElement): string {
  const host = [...pane.querySelectorAll('*')].find((element) => element.shadowRoot)
  return host?.shadowRoot?.querySelector('.cm-content')?.textContent ?? ''
}

const pane = (name: 'Request' | 'Response') => screen.getByRole('region', { name })
const choose = (name: 'Request' | 'Response', tab: string) =>
  userEvent.click(within(pane(name)).getByRole('tab', { name: tab }))

test('shows what was sent and received in the order of the wire', async () => {
  await open()
  screen.getByText('200 OK')
  screen.getAllByText('101.91.34.103:443')
  screen.getByText('reused · TLS 1.3')
  const request = pane('Request')
  expect(request.textContent).toContain(`GET /cgi-bin/getcallbackip?access_token=${MARKER} HTTP/1.1`)
  within(request).getByText('1 secret was removed before this was recorded. Exports and logs never contain it.')
  within(request).getByText('TLS_AES_128_GCM_SHA256')
  await choose('Response', 'Headers')
  expect(
    within(pane('Response'))
      .getAllByRole('term')
      .map((name) => name.textContent),
  ).toEqual(['X-Twice', 'x-twice'])
})

test('a request without a body is sent with its head alone', async () => {
  await open()
  expect(
    within(pane('Request'))
      .getAllByRole('tab')
      .map(({ textContent }) => textContent),
  ).toEqual(['Headers', 'Raw'])
  await choose('Request', 'Raw')
  await waitFor(() => expect(codeIn(pane('Request'))).toContain('HTTP/1.1Host: api.weixin.qq.com'))
  within(pane('Request')).getByText('No body')
})

test('of encoded bytes their size and hash are told', async () => {
  get.mockImplementation(({ id }) => {
    const whole = view(id)
    const encoded = { encoding: 'gzip', size: 60, sha256: 'ab'.repeat(32) }
    if (whole.response) whole.response.body.encoded = encoded
    return whole
  })
  await open()
  await choose('Response', 'Headers')
  const facts = screen.getByRole('region', { name: 'Body on the wire' })
  expect(facts.textContent).toContain('gzip')
  expect(facts.textContent).toContain('60 B')
  expect(facts.textContent).toContain('abab')
})

test('a body of which nothing may be kept says why', async () => {
  body = new TextEncoder().encode('[hidden:60-chars:#ababab]')
  get.mockImplementation(({ id }) => {
    const whole = view(id)
    const encoded = { encoding: 'zlib', size: 60, sha256: 'ab'.repeat(32) }
    if (whole.response) whole.response.body = { size: 25, encoded, withheld: true }
    return whole
  })
  await open()
  await waitFor(() => expect(pane('Response').textContent).toContain('its bytes weren’t recorded'))
  expect(pane('Response').textContent).not.toContain('not JSON')
})

test('a body that is no UTF-8 is shown in hex, and as text on request', async () => {
  body = new Uint8Array([0x7b, 0xff, 0x00, 0x41])
  await open()
  await choose('Response', 'Raw')
  const response = pane('Response')
  await waitFor(() => expect(response.textContent).toContain('4 B · not UTF-8 from byte 1'))
  within(response).getByRole('button', { name: 'Hex', pressed: true })
  await userEvent.click(within(response).getByRole('button', { name: 'Text' }))
  await waitFor(() => expect(codeIn(response)).toContain('\uFFFD'))
})

test('what is no JSON has no pretty view', async () => {
  body = new TextEncoder().encode('<html>')
  await open()
  await waitFor(() =>
    expect(
      within(pane('Response'))
        .getAllByRole('tab')
        .map(({ textContent }) => textContent),
    ).toEqual(['Raw', 'Headers']),
  )
})

test('JSON that breaks off says where', async () => {
  body = new TextEncoder().encode('{"a":1}<html>')
  await open()
  await screen.findByText('Not valid JSON from byte 7; shown as received from there')
})

test('a long body waits to be asked for the rest', async () => {
  body = new Uint8Array(READ_AT_ONCE * 2 + 10).fill(0x61)
  await open()
  const said = (text: string) => screen.findByText(text, {}, { timeout: 10_000 })
  await said('4.0 MiB of 8.0 MiB')
  await userEvent.click(await screen.findByRole('button', { name: 'Load more' }))
  await said('8.0 MiB of 8.0 MiB')
  await userEvent.click(await screen.findByRole('button', { name: 'Load all (10 B)' }))
  await said('8.0 MiB · UTF-8')
}, 30_000)

test('the response goes below the request, and back', async () => {
  await open()
  await userEvent.click(screen.getByRole('button', { name: 'Show response below request' }))
  await userEvent.click(screen.getByRole('button', { name: 'Show response beside request' }))
  screen.getByRole('button', { name: 'Show response below request' })
})

test('what is shown is what is copied', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await open()
  await within(pane('Response')).findByText('51 B · UTF-8')
  await userEvent.click(screen.getByRole('button', { name: 'Copy body' }))
  expect(written).toHaveBeenLastCalledWith('{\n  "ip_list": [\n    "42.192.6.0/24"\n  ],\n  "id": 9007199254740993\n}')
  await choose('Response', 'Raw')
  await userEvent.click(screen.getByRole('button', { name: 'Copy body' }))
  expect(written).toHaveBeenLastCalledWith(responseBody)
  await choose('Response', 'Headers')
  await userEvent.click(within(pane('Response')).getByRole('button', { name: 'Copy headers' }))
  expect(written).toHaveBeenLastCalledWith('HTTP/1.1 200 OK\nX-Twice: a\nx-twice: b')
})

test('an exchange leads to the one it came from and to those it led to', async () => {
  const openExchange = vi.fn<(id: number) => void>()
  get.mockImplementation(({ id }) => view(id, { step: 'replay', causedBy: 6 }))
  receive({
    feature: 'exchange',
    snapshot: [summary(10, { causedBy: 8 }), summary(9, { causedBy: 8 }), summary(8), summary(6)],
  })
  await open({ openExchange })
  expect(screen.getAllByRole('button', { name: /^Led to/ }).map(({ textContent }) => textContent)).toEqual([
    'Led to #9',
    'Led to #10',
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Sent because #6 was refused' }))
  await userEvent.click(screen.getByRole('button', { name: 'Led to #9' }))
  expect(openExchange.mock.calls).toEqual([[6], [9]])
})

test('a marker is set apart, so that nobody takes it for what was sent', async () => {
  await open()
  expect(screen.getByText(MARKER).tagName).toBe('MARK')
})

test('a reused connection says so in place of connecting', async () => {
  await open()
  expect(screen.getAllByText('reused')).toHaveLength(3)
})

test('JSON is re-indented without touching a number, and shown as received on request', async () => {
  await open()
  await waitFor(() => expect(codeIn(pane('Response'))).toContain('  "id": 9007199254740993'))
  await choose('Response', 'Raw')
  await waitFor(() => expect(codeIn(pane('Response'))).toBe(responseBody))
})

test('J and K step through the exchanges of the same account', async () => {
  const openExchange = vi.fn<(id: number) => void>()
  await open({ openExchange })
  await userEvent.keyboard('jk')
  expect(openExchange.mock.calls).toEqual([[6], [9]])
})

test('Escape goes back', async () => {
  const onBack = vi.fn()
  renderInPage(<ExchangeScreen exchangeId={8} onBack={onBack} />)
  await userEvent.keyboard('{Escape}')
  expect(onBack).toHaveBeenCalledOnce()
})

test('an exchange that got no response says why', async () => {
  get.mockImplementation(({ id }) => {
    const { response: _, connection: __, ...rest } = view(id)
    const problem = { code: 'connection-reset', host: 'api.weixin.qq.com', phase: 'wait', retry: 'backoff' } as const
    return { ...rest, outcome: { kind: 'problem', code: problem.code }, problem }
  })
  await open()
  screen.getByText('No response received')
  await userEvent.click(screen.getByRole('button', { name: 'Show explanation' }))
  expect(screen.getByRole('alert').textContent).toContain('api.weixin.qq.com')
})

test('one that is no longer kept says so', async () => {
  get.mockImplementation(() => {
    throw refusal({ code: 'exchange-not-found', retry: 'never' })
  })
  renderInPage(<ExchangeScreen exchangeId={8} onBack={vi.fn()} />)
  expect((await screen.findByRole('alert')).textContent).toContain('This exchange no longer exists')
})

test('a running one is read again when it has ended', async () => {
  const running = { outcome: { kind: 'running' } } as const
  receive({ feature: 'exchange', snapshot: [summary(8, running)] })
  get.mockImplementationOnce(({ id }) => {
    const { response: _, ...rest } = view(id, running)
    return rest
  })
  await open()
  screen.getByText('This request is still running. The full exchange appears here when it finishes.')
  act(() => receive({ feature: 'exchange', snapshot: [summary(8)] }))
  await screen.findByText('200 OK')
})
