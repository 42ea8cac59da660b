import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { RequestReply } from '#contract/request.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import type { RequestOpening } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { RequestScreen } from './request-screen.tsx'

const send = vi.fn<(input: object) => RequestReply | Promise<RequestReply>>()
startTestHost({ request: { send } })

const { account } = samples

beforeAll(startTexts)
// Rows of the list exist only where there is room for them.
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(276)
beforeEach(() => {
  send.mockReset().mockReturnValue({ exchangeId: 7, status: 200, size: 0 })
})
afterEach(cleanup)

function open(opening?: RequestOpening, page = {}) {
  return renderInPage(<RequestScreen account={account} opening={opening} onBack={vi.fn()} />, page)
}

const path = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Path' })
const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Body (JSON)' })
const sendButton = () => screen.getByRole('button', { name: /^Send$|^Send Ctrl/ })
const choose = (name: RegExp) => userEvent.click(screen.getByRole('button', { name }))

test('a preset comes with its words, its request and what a good reply looks like', async () => {
  open({ preset: 'quota', cgiPath: '/cgi-bin/token' })
  screen.getByRole('heading', { name: 'API quota' })
  expect(path().value).toBe('/cgi-bin/openapi/quota/get')
  expect(JSON.parse(body().value)).toEqual({ cgi_path: '/cgi-bin/token' })
  expect(screen.getByRole('region', { name: 'Result' }).textContent).toContain('daily_limit')
  expect(screen.getByRole('link', { name: 'WeChat documentation' }).getAttribute('href')).toContain(
    'developers.weixin.qq.com',
  )
  await userEvent.click(sendButton())
  expect(send).toHaveBeenCalledWith({
    accountId: account.id,
    method: 'POST',
    target: '/cgi-bin/openapi/quota/get',
    body: body().value,
    attachToken: true,
    confirmed: false,
  })
})

test('each kind keeps what was typed, also when the screen is left', async () => {
  const { unmount } = open({ preset: 'rid', rid: '6a000000-00000001-00000002' })
  await choose(/^Custom request/)
  await userEvent.type(path(), '/cgi-bin/menu/get')
  await choose(/^Look up a rid/)
  expect(body().value).toContain('6a000000-00000001-00000002')
  unmount()
  open()
  expect(body().value).toContain('6a000000-00000001-00000002')
  await choose(/^Custom request/)
  expect(path().value).toBe('/cgi-bin/menu/get')
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(path().value).toBe('')
})

test('what cannot be sent is said beside the field from the first try on, and never leaves', async () => {
  open({ preset: 'rid' })
  await userEvent.clear(body())
  await userEvent.type(body(), '{{"rid": }')
  expect(body().getAttribute('aria-invalid')).toBeNull()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(body().getAttribute('aria-invalid')).toBe('true')
  screen.getByText('The body isn’t valid JSON. Line 1, column 9.')
  expect(document.activeElement).toBe(body())
  expect(send).not.toHaveBeenCalled()
  await userEvent.clear(body())
  await userEvent.type(body(), '{{}')
  expect(screen.queryByText(/isn’t valid JSON/)).toBeNull()
})

test('a GET leaves its body in the field; blanks around a path are not sent', async () => {
  open({ preset: 'quota' })
  await userEvent.click(screen.getByRole('button', { name: 'GET' }))
  expect(screen.queryByRole('textbox', { name: 'Body (JSON)' })).toBeNull()
  await userEvent.type(path(), '  ')
  await userEvent.click(screen.getByRole('switch', { name: 'Attach the access_token' }))
  await userEvent.click(sendButton())
  expect(send.mock.lastCall?.[0]).toMatchObject({
    method: 'GET',
    target: '/cgi-bin/openapi/quota/get',
    body: '',
    attachToken: false,
  })
  await userEvent.click(screen.getByRole('button', { name: 'POST' }))
  expect(body().value).toContain('cgi_path')
})

test('what it costs is asked about; only a second word sends it', async () => {
  send.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-request', cost: 'clear-quota', retry: 'never' })
  })
  open({ preset: 'clearQuota' })
  await userEvent.click(sendButton())
  const dialog = await screen.findByRole('dialog')
  expect(dialog.textContent).toContain('10 a month')
  expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Don’t send' }))
  expect(send).toHaveBeenCalledOnce()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(send).toHaveBeenCalledTimes(2))
  expect(send.mock.lastCall?.[0]).toMatchObject({ confirmed: true })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a failure is told in words, beside the exchange that has all of it', async () => {
  send.mockImplementation(() => {
    const facts = { errmsg: 'x', endpoint: 'api', retry: 'never', exchangeId: 12 } as const
    throw refusal({ code: 'wechat', errcode: 76001, ...facts })
  })
  const openExchange = vi.fn<(id: number) => void>()
  open({ preset: 'rid' }, { openExchange })
  await userEvent.click(sendButton())
  expect((await screen.findByRole('alert')).textContent).toContain('This rid wasn’t found (76001)')
  await userEvent.click(screen.getByRole('button', { name: 'View request' }))
  expect(openExchange).toHaveBeenCalledWith(12)
  // Another kind has nothing to do with it.
  await choose(/^Callback IPs/)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('the result has status, size and time once the row is there', async () => {
  open({ preset: 'callbackIp' })
  await userEvent.click(sendButton())
  await screen.findByRole('button', { name: 'View request' })
  act(() =>
    receive({
      feature: 'exchange',
      snapshot: [
        {
          id: 7,
          accountId: account.id,
          method: 'GET',
          origin: 'https://api.weixin.qq.com',
          path: '/cgi-bin/getcallbackip',
          initiator: { by: 'user', action: 'request' },
          step: 'call',
          startedAt: 0,
          pinned: false,
          outcome: { kind: 'ok' },
          status: 200,
          size: 0,
          phases: { wait: 60, total: 64 },
        },
      ],
    }),
  )
  const result = screen.getByRole('region', { name: 'Result' })
  await waitFor(() => expect(result.textContent).toContain('HTTP 200'))
  expect(result.textContent).toContain('64 ms')
  expect(result.textContent).toContain('The response has no body.')
})

test('a second press while it is being sent sends nothing', async () => {
  const reply = Promise.withResolvers<RequestReply>()
  send.mockReturnValue(reply.promise)
  open({ preset: 'clearQuota' })
  path().focus()
  await userEvent.keyboard('{Control>}{Enter}{Enter}{/Control}')
  await screen.findByRole('button', { name: 'Cancel' })
  reply.resolve({ exchangeId: 7, status: 200, size: 0 })
  await screen.findByRole('button', { name: 'View request' })
  expect(send).toHaveBeenCalledOnce()
})

test('one in flight can be left, and says that WeChat may act on it', async () => {
  send.mockReturnValue(new Promise(() => {}))
  open({ preset: 'callbackIp' })
  await userEvent.click(sendButton())
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  await screen.findByText('Canceled. WeChat may still process what was sent.')
})

test('a recorded request has a place of its own, and says at once what was hidden in it', async () => {
  const target = '/cgi-bin/x?ticket=[hidden:86-chars:#012345]'
  open({ exchangeId: 12, draft: { method: 'GET', target, body: '', attachToken: true } })
  screen.getByRole('heading', { name: 'From exchange #12' })
  screen.getByText(/A secret was removed here/)
  await userEvent.clear(path())
  await userEvent.type(path(), '/cgi-bin/x?ticket=mine')
  await userEvent.click(sendButton())
  expect(send.mock.lastCall?.[0]).toMatchObject({ target: '/cgi-bin/x?ticket=mine', resendOf: 12 })
})
