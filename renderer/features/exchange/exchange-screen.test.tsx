import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeSummary, ExchangeView } from '../../../contract/exchange.ts'
import { receive } from '../../bridge/stores.ts'
import { startTexts } from '../../i18n.ts'
import { renderInPage } from '../../testing/render-in-page.tsx'
import { refusal, startTestHost } from '../../testing/test-host.ts'
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
  cause: 'button',
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
    body: { size: responseBody.length },
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

const get = vi.fn<(input: { id: number }) => ExchangeView>()
startTestHost({
  exchange: { get, body: ({ offset }: { offset: number }) => new Blob([responseBody.slice(offset)]) },
})

beforeAll(startTexts)
beforeEach(() => {
  get.mockReset().mockImplementation(({ id }) => view(id))
  receive({ feature: 'exchange', snapshot: [summary(9), summary(8), summary(7, { accountId: 'a2' }), summary(6)] })
})
afterEach(cleanup)

const open = async (page = {}) => {
  renderInPage(<ExchangeScreen exchangeId={8} onBack={vi.fn()} />, page)
  return screen.findByRole('heading', { name: 'GET /cgi-bin/getcallbackip' })
}

test('shows what was sent and received in the order of the wire', async () => {
  await open()
  screen.getByText('200 OK')
  screen.getByText('101.91.34.103:443')
  screen.getByText('reused · TLS 1.3')
  const request = screen.getByRole('region', { name: 'Request' })
  expect(request.textContent).toContain(`GET /cgi-bin/getcallbackip?access_token=${MARKER} HTTP/1.1`)
  within(request).getByText('1 secret was removed when this was recorded; exports and logs never hold it.')
  const response = screen.getByRole('region', { name: 'Response' })
  expect(
    within(response)
      .getAllByRole('term')
      .map((name) => name.textContent),
  ).toEqual(['X-Twice', 'x-twice'])
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
  const response = screen.getByRole('region', { name: 'Response' })
  await waitFor(() => expect(response.textContent).toContain('9007199254740993'))
  expect(response.textContent).not.toContain(responseBody)
  await userEvent.click(screen.getByRole('button', { name: 'As received' }))
  expect(response.textContent).toContain(responseBody)
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
  screen.getByText('No response came')
  await userEvent.click(screen.getByRole('button', { name: 'Show the explanation' }))
  expect(screen.getByRole('alert').textContent).toContain('api.weixin.qq.com')
})

test('one that is no longer kept says so', async () => {
  get.mockImplementation(() => {
    throw refusal({ code: 'exchange-not-found', retry: 'never' })
  })
  renderInPage(<ExchangeScreen exchangeId={8} onBack={vi.fn()} />)
  expect((await screen.findByRole('alert')).textContent).toContain('This exchange is gone')
})

test('a running one is read again when it has ended', async () => {
  const running = { outcome: { kind: 'running' } } as const
  receive({ feature: 'exchange', snapshot: [summary(8, running)] })
  get.mockImplementationOnce(({ id }) => {
    const { response: _, ...rest } = view(id, running)
    return rest
  })
  await open()
  screen.getByText('The call is still running; all of it appears here once it ends.')
  act(() => receive({ feature: 'exchange', snapshot: [summary(8)] }))
  await screen.findByText('200 OK')
})
