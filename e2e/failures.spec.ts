import { expect, test } from './fixtures/app.ts'
import {
  type Behaviour,
  bytes,
  goodToken,
  hang,
  json,
  reply,
  reset,
  SAMPLE_TOKEN,
  startHostile,
} from './fixtures/hostile.ts'
import { credentials, otherCredentials, startWechat } from './fixtures/wechat.ts'
import type { ConsolePage } from './pages/console-page.ts'

/** The failure is named where it happened, and recorded. */
async function expectFailure(ui: ConsolePage, title: string, short: string, recorded: number): Promise<void> {
  await expect(ui.exchanges.rows).toHaveCount(recorded)
  await expect(ui.token.region.getByRole('alert')).toContainText(title)
  await expect(ui.exchanges.rows.first()).toContainText(short)
  await expect(ui.token.reveal, 'nothing was kept as a token').toBeHidden()
}

const token = (expires_in: unknown) =>
  json({ access_token: SAMPLE_TOKEN, ...(expires_in !== undefined && { expires_in }) })

const badReplies: [name: string, behaviour: Behaviour, title: string, short: string][] = [
  ['reset', reset, 'The connection was cut', 'Reset'],
  [
    'a redirect',
    reply('', { status: '302 Found', headers: { Location: '/elsewhere' } }),
    'A redirect was refused (302)',
    'Redirect',
  ],
  [
    'a page',
    reply('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } }),
    'The reply was not JSON',
    'Not JSON',
  ],
  ['JSON cut off', reply('{"access_token":"92_'), 'The reply was cut short', 'Truncated'],
  [
    'fewer bytes than promised',
    bytes('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"acc'),
    'The reply was cut short',
    'Truncated',
  ],
  ['too much', reply(`"${'x'.repeat(8 * 1024 * 1024)}"`), 'The reply was over', 'Too large'],
  ['another protocol', bytes('SSH-2.0-OpenSSH_9.9\r\n'), 'The answer was not HTTP', 'Not HTTP'],
  [
    'gzip that is none',
    reply('{}', { headers: { 'Content-Encoding': 'gzip' } }),
    'could not be decoded (gzip)',
    'Encoding',
  ],
  ['status 502', reply('Bad gateway', { status: '502 Bad Gateway' }), 'The HTTP status was not 200 (502)', 'HTTP'],
  ['an array', json([]), 'The reply has the wrong shape', 'Shape'],
  [
    'a number for a token',
    json({ access_token: 7, expires_in: 7200 }),
    'The reply has the wrong shape (access_token)',
    'Shape',
  ],
  ['an empty token', json({ access_token: '', expires_in: 7200 }), 'The access_token was empty', 'Empty'],
  ['no expires_in', token(undefined), 'The expires_in cannot be used', 'Expiry'],
  ['a negative expires_in', token(-1), 'The expires_in cannot be used', 'Expiry'],
  ['a huge expires_in', token(1e12), 'The expires_in cannot be used', 'Expiry'],
  ['words for expires_in', token('soon'), 'The expires_in cannot be used', 'Expiry'],
]

test('each bad reply ends in a named problem, and the next good one is a token', async ({ console: { ui } }) => {
  test.slow()
  const server = await startHostile(reset)
  await ui.addCustom(server.origin, credentials, 'hostile')
  for (const [index, [name, behaviour, title, short]] of badReplies.entries()) {
    await test.step(name, async () => {
      server.behave(behaviour)
      await ui.token.fetch.click()
      await expectFailure(ui, title, short, index + 1)
    })
  }
  server.behave(goodToken)
  await ui.token.fetchAndWait()
  await server.close()
})

test('a hanging server runs into the time limit of the settings', async ({ console: { ui } }) => {
  const server = await startHostile(hang)
  await ui.addCustom(server.origin, credentials, 'hanging')
  await ui.settings.setTimeout(1)
  await ui.token.fetch.click()
  await expectFailure(ui, 'Not done within', 'Timeout', 1)
  await expect(ui.token.region).toContainText('Wait')
  server.behave(goodToken)
  await ui.token.fetchAndWait()
  await server.close()
})

test('a closed port is named, until something listens there', async ({ console: { ui } }) => {
  const closed = await startHostile(reset)
  await closed.close()
  await ui.addCustom(closed.origin, credentials, 'closed')
  await ui.token.fetch.click()
  await expectFailure(ui, '127.0.0.1', 'Refused', 1)
  await expect(ui.token.region).toContainText('refused the connection')
  const opened = await startHostile(goodToken, { port: closed.port })
  await ui.token.fetchAndWait()
  await opened.close()
})

test('a certificate nobody vouches for is named, and nothing is sent', async ({ console: { ui } }) => {
  let asked = false
  const server = await startHostile(
    () => {
      asked = true
    },
    { tls: true },
  )
  await ui.addCustom(server.origin, credentials, 'self-signed')
  await ui.token.fetch.click()
  await expectFailure(ui, 'No secure connection to 127.0.0.1', 'TLS', 1)
  await expect(ui.token.region).toContainText('SELF_SIGNED')
  expect(asked).toBe(false)
  await server.close()
})

test.describe('with a resolver that fails', () => {
  test.use({ inject: 'dns.cjs' })

  for (const [host, title] of [
    ['missing.test', 'missing.test was not found'],
    ['busy.test', 'busy.test could not be looked up'],
  ] as const) {
    test(`the name is named: ${host}`, async ({ console: { ui } }) => {
      await ui.addCustom(`https://${host}`, credentials, 'nowhere')
      await ui.token.fetch.click()
      await expectFailure(ui, title, 'DNS', 1)
    })
  }
})

test('a wrong secret is named, and the right one works at once', async ({ console: { ui } }) => {
  const wechat = await startWechat()
  await ui.addCustom(wechat.origin, { ...credentials, appSecret: otherCredentials.appSecret }, 'mistaken')
  await ui.token.fetch.click()
  await expectFailure(ui, '(40125)', '40125', 1)
  await ui.chooseFromAccountMenu('Replace AppSecret…')
  await ui.dialog.getByLabel('AppSecret', { exact: true }).fill(credentials.appSecret)
  await ui.dialog.getByRole('button', { name: 'Replace', exact: true }).click()
  await ui.token.fetchAndWait()
  await wechat.close()
})

test('40164 shows the IP that WeChat saw, to be copied', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await ui.sandbox.set('ip-not-whitelisted')
  await ui.token.fetch.click()
  await expectFailure(ui, '(40164)', '40164', 1)
  const ip = await ui.token.region.getByText(/^\d+\.\d+\.\d+\.\d+$/).textContent()
  await expect(ui.token.region.getByRole('listitem')).toHaveCount(3)
  await ui.token.region.getByRole('button', { name: 'Copy IP' }).click()
  await expect(page.getByText('IP copied')).toBeVisible()
  const filter = ui.exchanges.region.getByRole('searchbox', { name: 'Filter' })
  await filter.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(filter).toHaveValue(ip ?? 'an IP')
  await filter.fill('')
  await ui.sandbox.set('ip-not-whitelisted', false)
  await ui.token.fetchAndWait()
})

test('the evidence of a failure is one press away', async ({ console: { ui } }) => {
  await ui.startSandbox()
  await ui.sandbox.set('truncated-json')
  await ui.token.fetch.click()
  await expectFailure(ui, 'The reply was cut short', 'Truncated', 1)
  await ui.token.openExchange.click()
  await expect(ui.exchanges.request).toContainText('POST /cgi-bin/stable_token')
  await expect(ui.exchanges.response).toContainText('HTTP/1.1 200')
})
