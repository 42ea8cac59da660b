import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import type { RequestReply } from '#contract/request.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { SendAgain } from './send-again.tsx'

const recorded = '{"secret":"[hidden:32-chars:#0123ab]","appid":"wx1","n":9007199254740993}'
const send = vi.fn<(input: object) => RequestReply | Promise<RequestReply>>()
const slices = vi.fn<(input: { offset: number }) => Blob>()
startTestHost({ request: { send }, exchange: { body: slices } })

beforeAll(startTexts)
beforeEach(() => {
  send.mockReset().mockReturnValue({ exchangeId: 13, status: 200, size: 2 })
  // In pieces, as long bodies come.
  slices.mockReset().mockImplementation(({ offset }) => new Blob([recorded.slice(offset, offset + 30)]))
  receive({ feature: 'accounts', snapshot: [samples.account] })
})
afterEach(cleanup)

const view = (more: Partial<ExchangeView> = {}): ExchangeView => ({
  id: 12,
  accountId: samples.account.id,
  method: 'POST',
  origin: 'https://api.weixin.qq.com',
  path: '/cgi-bin/stable_token',
  initiator: { by: 'user', action: 'command' },
  step: 'call',
  startedAt: 0,
  pinned: false,
  outcome: { kind: 'ok' },
  request: { target: '/cgi-bin/stable_token', httpVersion: '1.1', headers: [], body: { size: recorded.length } },
  redactions: 1,
  ...more,
})

const press = () => userEvent.click(screen.getByRole('button', { name: 'Resend' }))

test('sends what was recorded, its secrets as placeholders, and shows the new exchange', async () => {
  const openExchange = vi.fn<(id: number) => void>()
  renderInPage(<SendAgain exchange={view()} />, { openExchange })
  await press()
  await waitFor(() => expect(openExchange).toHaveBeenCalledWith(13))
  expect(send).toHaveBeenCalledWith({
    accountId: samples.account.id,
    method: 'POST',
    target: '/cgi-bin/stable_token',
    body: recorded.replace('[hidden:32-chars:#0123ab]', '$WX_APPSECRET'),
    attachToken: false,
    confirmed: false,
    resendOf: 12,
  })
})

test('a refused one is shown too: its exchange has the reply', async () => {
  const openExchange = vi.fn<(id: number) => void>()
  send.mockImplementation(() => {
    throw refusal({ code: 'not-json', retry: 'never', exchangeId: 14 })
  })
  renderInPage(<SendAgain exchange={view()} />, { openExchange })
  await press()
  await waitFor(() => expect(openExchange).toHaveBeenCalledWith(14))
})

test('one that never left says why', async () => {
  send.mockImplementation(() => {
    throw refusal({ code: 'secret-needed', reason: 'memory-only', retry: 'never' })
  })
  renderInPage(<SendAgain exchange={view()} />)
  await press()
  expect((await screen.findByRole('alert')).textContent).toContain('AppSecret needed')
})

test('what it costs is asked about first', async () => {
  send.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-request', cost: 'classic-token', retry: 'never' })
  })
  renderInPage(<SendAgain exchange={view()} />)
  await press()
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(send.mock.lastCall?.[0]).toMatchObject({ confirmed: true }))
})

test('something hidden that nobody here holds is filled in by hand', async () => {
  const openRequest = vi.fn<(opening?: object) => void>()
  const hidden = { ...view().request, target: '/cgi-bin/x?ticket=[hidden:86-chars:#012345]', body: { size: 0 } }
  renderInPage(<SendAgain exchange={view({ method: 'GET', request: hidden })} />, { openRequest })
  await press()
  await waitFor(() => expect(openRequest).toHaveBeenCalledOnce())
  expect(openRequest.mock.lastCall?.[0]).toMatchObject({ exchangeId: 12, draft: { target: hidden.target } })
  expect(send).not.toHaveBeenCalled()
})

test('a body that was not kept whole is not sent', async () => {
  const cut = { ...view().request, body: { size: 10, fullSize: 20 } }
  renderInPage(<SendAgain exchange={view({ request: cut })} />)
  await press()
  expect((await screen.findByRole('alert')).textContent).toContain('wasn’t recorded in full')
  expect(send).not.toHaveBeenCalled()
})

test('nothing is sent for an account that is gone, or while it still runs', async () => {
  const { rerender } = renderInPage(<SendAgain exchange={view({ accountId: 'gone' })} />)
  await press()
  rerender(<SendAgain exchange={view({ outcome: { kind: 'running' } })} />)
  await press()
  expect(screen.getByRole('button', { name: 'Resend' }).getAttribute('aria-disabled')).toBe('true')
  expect(send).not.toHaveBeenCalled()
  expect(slices).not.toHaveBeenCalled()
})

test('whoever has gone on to another exchange is not brought back', async () => {
  const openExchange = vi.fn<(id: number) => void>()
  let answer = (_: RequestReply) => {}
  send.mockReturnValue(
    new Promise((resolve) => {
      answer = resolve
    }),
  )
  const { rerender } = renderInPage(<SendAgain exchange={view()} />, { openExchange })
  await press()
  await waitFor(() => expect(send).toHaveBeenCalledOnce())
  rerender(<SendAgain exchange={view({ id: 11 })} />)
  answer({ exchangeId: 13, status: 200, size: 2 })
  await screen.findByRole('button', { name: 'Resend' })
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull())
  expect(openExchange).not.toHaveBeenCalled()
})
