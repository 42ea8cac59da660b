import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '#contract/accounts.ts'
import type { ConnectionTest } from '#contract/route.ts'
import { reopenLink } from '#renderer/bridge/client.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { RouteDialog } from './route-dialog.tsx'

const good: ConnectionTest = {
  at: 0,
  origin: 'https://api.weixin.qq.com',
  via: 'socks5://127.0.0.1:1080',
  exchangeId: 7,
  steps: [
    { step: 'proxy', state: 'ok', ms: 31, address: '127.0.0.1:1080' },
    { step: 'dns', state: 'not-used' },
    { step: 'tcp', state: 'not-used' },
    {
      step: 'tls',
      state: 'ok',
      ms: 24,
      tls: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', issuer: 'DigiCert' },
    },
    { step: 'http', state: 'ok', ms: 40, status: 200, errcode: 41001 },
  ],
}

beforeAll(async () => {
  await startTexts()
  await i18next.changeLanguage('en')
})
beforeEach(() => reopenLink())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

function show(
  account: Partial<AccountView> = {},
  tested: () => unknown = () => good,
  saved: () => unknown = () => samples.account,
) {
  const host = startTestHost({ accounts: { update: saved }, route: { test: tested } })
  const onClose = vi.fn()
  const openExchange = vi.fn()
  renderInPage(<RouteDialog account={{ ...samples.account, ...account }} onClose={onClose} />, { openExchange })
  return { host, onClose, openExchange }
}

const choose = (choice: string) => userEvent.selectOptions(field('Proxy'), choice)

test('an address is saved as what it means, its password apart and out of sight', async () => {
  const { host, onClose } = show()
  await choose('Custom proxy')
  await userEvent.type(field('Proxy address'), 'http://me:p%40ss@Proxy.corp:3128')
  await userEvent.tab()
  expect(field('Proxy address').value).toBe('http://me@Proxy.corp:3128')
  expect(field('Proxy password').value).toBe('p@ss')
  expect(document.documentElement.outerHTML).not.toContain('p@ss')
  await press('Save')
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(host.calls.at(-1)).toEqual({
    path: 'accounts.update',
    input: {
      id: 'a1',
      origin: { kind: 'official', host: 'api.weixin.qq.com' },
      proxy: { kind: 'http', host: 'proxy.corp', port: 3128, username: 'me', password: 'p@ss' },
    },
  })
})

test.each([
  ['', 'Enter a proxy address.'],
  ['127.0.0.1:1080', 'The proxy type is missing. Start with http://, https:// or socks5://.'],
  ['socks4://127.0.0.1:1080', 'Only http, https and socks5 are supported.'],
  ['http://proxy:3128/x', 'Remove everything after the port.'],
  ['http://proxy:99999', 'The port must be a number from 1 to 65535.'],
])('%j is refused beside the field, and neither saved nor tested', async (typed, words) => {
  const { host } = show()
  await choose('Custom proxy')
  if (typed !== '') await userEvent.type(field('Proxy address'), typed)
  await press('Test connection')
  await press('Save')
  screen.getByText(words)
  expect(document.activeElement).toBe(field('Proxy address'))
  expect(field('Proxy address').value).toBe(typed)
  expect(field('Proxy address').getAttribute('aria-invalid')).toBe('true')
  expect(host.calls).toEqual([])
})

test('a password without a user name is refused beside it', async () => {
  const { host } = show()
  await choose('Custom proxy')
  await userEvent.type(field('Proxy address'), 'socks5://proxy:1080')
  await userEvent.type(field('Proxy password'), 'word')
  await press('Save')
  screen.getByText('Add the username to the proxy address first.')
  expect(document.activeElement).toBe(field('Proxy password'))
  expect(host.calls).toEqual([])
})

const withPassword: Partial<AccountView> = {
  proxy: { kind: 'socks5', host: 'proxy', port: 1080, username: 'me', hasPassword: true },
  proxyPassword: 'held',
}

test('a password that is kept is not asked for again, unless the proxy becomes another', async () => {
  const { host } = show(withPassword)
  expect(field('Proxy address').value).toBe('socks5://me@proxy:1080')
  expect(field('Proxy password').value).toBe('')
  screen.getByText('Saved; leave empty to keep it')
  await press('Test connection')
  await vi.waitFor(() => expect(host.calls).toHaveLength(1))
  const place = { kind: 'socks5', host: 'proxy', port: 1080, username: 'me' }
  expect(host.calls[0]).toMatchObject({ path: 'route.test', input: { draft: { proxy: place } } })
  expect(JSON.stringify(host.calls[0])).not.toContain('password')
  await userEvent.type(field('Proxy address'), '1')
  await press('Save')
  await vi.waitFor(() => expect(host.calls).toHaveLength(2))
  expect(host.calls[1]).toMatchObject({ input: { proxy: { ...place, port: 10801, password: '' } } })
})

test('a password that went with the program is asked for', () => {
  show({ ...withPassword, proxyPassword: 'memory-only' })
  screen.getByText('The password was kept in memory only and was cleared when MP Console quit. Enter it again.')
})

test('a test shows each step and leads to its exchange', async () => {
  const { onClose, openExchange } = show()
  await press('Test connection')
  const rows = await screen.findAllByRole('row')
  expect(rows.map((row) => row.textContent?.replace(/\s+/g, ' '))).toEqual([
    'ProxyPassed 127.0.0.1:108031 ms',
    'DNSHandled by the proxy–',
    'TCPHandled by the proxy–',
    'TLSPassed TLS 1.3 · TLS_AES_128_GCM_SHA256, issued by DigiCert24 ms',
    'HTTPPassed 200 · WeChat answered (41001)40 ms',
  ])
  expect(screen.getByRole('status').textContent).toBe('Connected: WeChat answered.')
  await press('View request')
  expect(openExchange).toHaveBeenCalledWith(7)
  expect(onClose).toHaveBeenCalled()
})

test('a test that fails says at which step, why and what to do; what comes after was not reached', async () => {
  const problem = { code: 'proxy-auth', proxy: 'http://p:1', reason: 'needed', retry: 'never' } as const
  const steps: ConnectionTest['steps'] = [
    { step: 'proxy', state: 'failed', problem },
    { step: 'dns', state: 'not-used' },
    { step: 'tcp', state: 'not-used' },
    { step: 'tls', state: 'not-reached' },
    { step: 'http', state: 'not-reached' },
  ]
  show({}, () => ({ ...good, via: 'http://p:1', steps }))
  await press('Test connection')
  await screen.findByText('Failed at Proxy.')
  screen.getByText('http://p:1 needs a username and password, and none are set.')
  expect(screen.getAllByText('Not reached')).toHaveLength(2)
})

test('what keeps a test from leaving is said in its place', async () => {
  show({}, () => {
    throw refusal({ code: 'ca-file-invalid', path: '/ca.pem', reason: 'not-found', retry: 'never' })
  })
  await press('Test connection')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('The file /ca.pem doesn’t exist.')
})

test('the first recipe fills the address in', async () => {
  show()
  screen.getByText('ssh -D 1080 you@server')
  await press('Use as proxy')
  expect(field('Proxy').value).toBe('chosen')
  expect(field('Proxy address').value).toBe('socks5://127.0.0.1:1080')
})

test('another origin is confirmed before it is saved, and not to be tested', async () => {
  const answers = [
    () => {
      throw refusal({ code: 'confirm-origin', origin: 'https://relay.example.com', retry: 'never' })
    },
    () => samples.account,
  ]
  const { host, onClose } = show({}, undefined, () => answers.shift()?.())
  await userEvent.selectOptions(field('API host'), 'custom')
  await userEvent.type(field('Host URL'), 'https://relay.example.com')
  await press('Test connection')
  await screen.findByRole('status')
  await press('Save')
  await press('Send it there anyway')
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(host.calls.at(-1)).toMatchObject({ input: { confirmedOrigin: 'https://relay.example.com' } })
})
