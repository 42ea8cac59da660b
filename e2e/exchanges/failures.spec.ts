import { expect, test } from '#e2e/fixtures/app.ts'
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
} from '#e2e/fixtures/hostile.ts'
import { credentials, otherCredentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'
import type { ConsolePage } from '#e2e/pages/console-page.ts'

type Code = keyof typeof words.problem

/** The failure is named where it happened, and recorded. */
async function expectFailure(
  ui: ConsolePage,
  code: Code,
  { recorded = 1, blanks = {} }: { recorded?: number; blanks?: Record<string, string | number> } = {},
): Promise<void> {
  const { title, short } = words.problem[code]
  await expect(ui.exchanges.rows).toHaveCount(recorded)
  await expect(ui.token.region.getByRole('alert')).toContainText(said(title, blanks))
  await expect(ui.exchanges.rows.first()).toContainText(short)
  await expect(ui.token.reveal, 'nothing was kept as a token').toBeHidden()
}

/** As `expectFailure`, of an errcode of WeChat. */
async function expectErrcode(ui: ConsolePage, errcode: number): Promise<void> {
  await expect(ui.token.region.getByRole('alert')).toContainText(`(${errcode})`)
  await expect(ui.exchanges.rows).toHaveCount(1)
  await expect(ui.exchanges.rows.first()).toContainText(String(errcode))
  await expect(ui.token.reveal).toBeHidden()
}

const token = (expires_in?: unknown) => json({ access_token: SAMPLE_TOKEN, expires_in })
const redirect = reply('', { status: '302 Found', headers: { Location: '/elsewhere' } })
const signInPage = reply('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } })
const fewerBytesThanPromised = bytes('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"acc')
const notGzip = reply('{}', { headers: { 'Content-Encoding': 'gzip' } })

const badReplies: [name: string, behaviour: Behaviour, code: Code, blanks?: Record<string, string | number>][] = [
  ['reset', reset, 'connection-reset'],
  ['a redirect', redirect, 'redirect-refused', { status: 302 }],
  ['a page', signInPage, 'not-json'],
  ['JSON cut off', reply('{"access_token":"92_'), 'truncated'],
  ['fewer bytes than promised', fewerBytesThanPromised, 'truncated'],
  ['too much', reply(`"${'x'.repeat(8 * 1024 * 1024)}"`), 'too-large'],
  ['another protocol', bytes('SSH-2.0-OpenSSH_9.9\r\n'), 'not-http'],
  ['gzip that is none', notGzip, 'bad-encoding', { encoding: 'gzip' }],
  ['status 502', reply('Bad gateway', { status: '502 Bad Gateway' }), 'http-status', { status: 502 }],
  ['an array', json([]), 'wrong-shape'],
  ['a number for a token', json({ access_token: 7, expires_in: 7200 }), 'wrong-shape', { field: 'access_token' }],
  ['an empty token', json({ access_token: '', expires_in: 7200 }), 'empty-token'],
  ['no expires_in', token(), 'bad-expires-in'],
  ['a negative expires_in', token(-1), 'bad-expires-in'],
  ['a huge expires_in', token(1e12), 'bad-expires-in'],
  ['words for expires_in', token('soon'), 'bad-expires-in'],
]

test('each bad reply ends in a named problem, and the next good one is a token', async ({ console: { ui } }) => {
  test.slow()
  const server = await startHostile(reset)
  await ui.addCustom(server.origin, credentials, 'hostile')
  for (const [index, [name, behaviour, code, blanks = {}]] of badReplies.entries()) {
    await test.step(name, async () => {
      server.behave(behaviour)
      await ui.token.fetch.click()
      await expectFailure(ui, code, { recorded: index + 1, blanks })
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
  await expectFailure(ui, 'timeout')
  await expect(ui.token.region).toContainText(said(words.problem.timeout.why, { phase: words.exchange.phase.wait }))
  server.behave(goodToken)
  await ui.token.fetchAndWait()
  await server.close()
})

test('a closed port is named, until something listens there', async ({ console: { ui } }) => {
  const closed = await startHostile(reset)
  await closed.close()
  await ui.addCustom(closed.origin, credentials, 'closed')
  await ui.token.fetch.click()
  await expectFailure(ui, 'connection-refused', { blanks: { host: new URL(closed.origin).host } })
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
  await expectFailure(ui, 'tls', { blanks: { host: new URL(server.origin).host } })
  await expect(ui.token.region).toContainText('SELF_SIGNED')
  expect(asked).toBe(false)
  await server.close()
})

test.describe('with a resolver that fails', () => {
  test.use({ inject: 'dns.cjs' })

  for (const [host, code] of [
    ['missing.test', 'dns-not-found'],
    ['busy.test', 'dns-temporary'],
  ] as const) {
    test(`the name is named: ${host}`, async ({ console: { ui } }) => {
      await ui.addCustom(`https://${host}`, credentials, 'nowhere')
      await ui.token.fetch.click()
      await expectFailure(ui, code, { blanks: { host } })
    })
  }
})

test('a wrong secret is named, and the right one works at once', async ({ console: { ui } }) => {
  const wechat = await startWechat()
  await ui.addCustom(wechat.origin, { ...credentials, appSecret: otherCredentials.appSecret }, 'mistaken')
  await ui.token.fetch.click()
  await expectErrcode(ui, 40125)
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
  await expectErrcode(ui, 40164)
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
  await expectFailure(ui, 'truncated')
  await ui.token.openExchange.click()
  await expect(ui.exchanges.request).toContainText('POST /cgi-bin/stable_token')
  await ui.exchanges.show(ui.exchanges.response, 'Headers')
  await expect(ui.exchanges.response).toContainText('HTTP/1.1 200')
})
