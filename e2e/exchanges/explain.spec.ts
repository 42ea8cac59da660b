import { expect, test } from '#e2e/fixtures/app.ts'
import { findInFiles } from '#e2e/fixtures/canary.ts'
import { type Behaviour, json, reply, reset, startHostile } from '#e2e/fixtures/hostile.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'
import type { ConsolePage } from '#e2e/pages/console-page.ts'

const { class: kind, who, again, topic } = words.explain

/** A request id that was made so long ago. */
function ridFrom(ageMs: number): string {
  const seconds = Math.floor((Date.now() - ageMs) / 1000)
  return `${seconds.toString(16).padStart(8, '0')}-254dc72d-4b59c863`
}
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const refused = (errcode: number, errmsg: string): Behaviour => json({ errcode, errmsg })

/** Fetches a token, which fails, and opens what was recorded of it. */
async function failAndOpen(ui: ConsolePage): Promise<void> {
  const before = await ui.exchanges.rows.count()
  await ui.token.fetch.click()
  await expect(ui.exchanges.rows).toHaveCount(before + 1)
  await expect(ui.exchanges.rows.first()).not.toContainText(words.exchange.running)
  await ui.exchanges.rows.first().click()
  await expect(ui.explanation.region).toBeVisible()
}

type Facts = { title: string; kind: string; who: string; again: string }

async function expectExplained(ui: ConsolePage, facts: Facts): Promise<void> {
  await expect(ui.explanation.region).toContainText(said(facts.title))
  await expect(ui.explanation.fact('Type')).toHaveText(facts.kind)
  await expect(ui.explanation.fact('Who can fix it')).toHaveText(facts.who)
  await expect(ui.explanation.fact('Retrying')).toHaveText(facts.again)
}

const failures: [name: string, behaviour: Behaviour, facts: Facts][] = [
  [
    'the network',
    reset,
    { title: words.problem['connection-reset'].title, kind: kind.network, who: who.you, again: again.helps },
  ],
  [
    'a gateway that wants a length',
    reply('', { status: '412 Precondition Failed' }),
    { title: topic.chunked.title, kind: kind.reply, who: who.you, again: again['after-change'] },
  ],
  [
    'a gateway in trouble',
    reply('', { status: '502 Bad Gateway' }),
    { title: words.problem['http-status'].title, kind: kind.reply, who: who.wechat, again: again.later },
  ],
  [
    'a sign-in page',
    reply('<h1>Sign in</h1>'),
    { title: words.problem['not-json'].title, kind: kind.reply, who: who.you, again: again['after-change'] },
  ],
  [
    'WeChat, for the developer',
    refused(40125, 'invalid appsecret'),
    { title: words.errcode.e40125.meaning, kind: kind.wechat, who: who.you, again: again['after-change'] },
  ],
  [
    'WeChat, for the admin',
    refused(40243, 'appsecret frozen'),
    { title: words.errcode.e40243.meaning, kind: kind.wechat, who: who.admin, again: again['after-change'] },
  ],
  [
    'WeChat, for nobody',
    refused(45011, 'api minute-quota reach limit'),
    { title: words.errcode.e45011.meaning, kind: kind.wechat, who: who.wechat, again: again.later },
  ],
]

test('each kind of failure says what, who and whether trying again helps', async ({ console: { ui } }) => {
  test.slow()
  const server = await startHostile(reset)
  await ui.addCustom(server.origin, credentials, 'hostile')
  for (const [name, behaviour, facts] of failures) {
    await test.step(name, async () => {
      server.behave(behaviour)
      await failAndOpen(ui)
      await expectExplained(ui, facts)
      await ui.exchanges.back.click()
    })
  }
  await server.close()
})

test('so do a certificate nobody vouches for, and a proxy that is not there', async ({ console: { ui } }) => {
  const server = await startHostile(reset, { tls: true })
  const gone = await startHostile(reset)
  await gone.close()
  await ui.addCustom(server.origin, credentials, 'self-signed')
  await failAndOpen(ui)
  const mine = { who: who.you, again: again['after-change'] }
  await expectExplained(ui, { title: words.problem.tls.title, kind: kind.tls, ...mine })
  await ui.exchanges.back.click()

  await ui.chooseFromAccountMenu('Network…')
  await ui.route.typeProxy(gone.origin)
  await ui.route.save.click()
  await expect(ui.route.root).toBeHidden()
  await failAndOpen(ui)
  await expectExplained(ui, { title: words.problem['proxy-unreachable'].title, kind: kind.proxy, ...mine })
  await server.close()
})

test('what fails like a mistake of one’s own shows the wrong code and the right; the explanation folds', async ({
  console: { ui },
}) => {
  const server = await startHostile(reset)
  await ui.addCustom(server.origin, credentials, 'hostile')
  await failAndOpen(ui)
  await ui.explanation.compareCode.click()
  await expect(ui.explanation.code).toHaveCount(2)
  await expect(ui.explanation.code.first()).not.toContainText('req.end()')
  await expect(ui.explanation.code.last()).toContainText('req.end()')
  await ui.explanation.hide.click()
  await expect(ui.explanation.code).toHaveCount(0)
  await expect(ui.explanation.show).toBeVisible()
  await server.close()
})

test('a rid tells its age, is looked up while it can be found, and is not offered after that', async ({
  console: { ui, page },
}) => {
  const rid = ridFrom(3 * MINUTE)
  const server = await startHostile(refused(40125, `invalid appsecret rid: ${rid}`))
  await ui.addCustom(server.origin, credentials, 'hostile')
  await failAndOpen(ui)
  await expect(ui.explanation.region).toContainText(rid)
  await expect(ui.explanation.region).toContainText('3 min ago')
  await expect(ui.explanation.region.getByRole('link', { name: 'Official diagnosis' })).toBeVisible()
  await ui.explanation.lookUp.click()
  await expect(page.getByRole('heading', { name: words.request.title })).toBeVisible()
  await expect(page.getByRole('textbox').filter({ hasText: rid })).toHaveCount(1)
  await page.keyboard.press('Escape')

  server.behave(refused(40125, `invalid appsecret rid: ${ridFrom(8 * DAY)}`))
  await failAndOpen(ui)
  await expect(ui.explanation.region).toContainText(words.explain.rid['too-old'])
  await expect(ui.explanation.lookUp).toBeHidden()
  await server.close()
})

test.describe('the whitelist doctor', () => {
  test('names a changing exit and its network, and knows both after a restart', async ({ console: app }) => {
    const { ui, page } = app
    await ui.startSandbox()
    await ui.sandbox.set('changing-exit')
    for (const ip of ['203.0.113.47', '203.0.113.12', '203.0.113.61']) {
      await ui.token.fetch.click()
      await expect(ui.doctor.seen.first()).toContainText(ip)
    }
    await expect(ui.doctor.seen).toHaveCount(3)
    await expect(ui.doctor.exit).toContainText('203.0.113.0/26')
    await expect(ui.doctor.exit).toContainText('64')
    await ui.doctor.copyCidr.click()
    await expect(page.getByText(words.whitelist.copiedCidr)).toBeVisible()
    const filter = ui.exchanges.region.getByRole('searchbox', { name: 'Filter' })
    await filter.focus()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(filter).toHaveValue('203.0.113.0/26')
    await expect(ui.doctor.fact('Proxy')).toHaveText(words.whitelist.noProxy)

    await app.relaunch()
    await app.ui.token.fetch.click()
    await expect(app.ui.doctor.seen).toHaveCount(3)
    await expect(app.ui.doctor.exit).toContainText('203.0.113.0/26')
  })

  test('keeps the time of a saved change over a reload, and never tries by itself', async ({
    console: { ui, page },
  }) => {
    await ui.startSandbox()
    await ui.sandbox.set('ip-not-whitelisted')
    await ui.token.fetch.click()
    await ui.doctor.saved.click()
    await expect(ui.doctor.told).toHaveText(said(words.whitelist.savedAt))
    await expect(ui.doctor.again('Fetch token')).toContainText(/[45]:\d\d/)
    await page.reload()
    await expect(ui.doctor.told).toHaveText(said(words.whitelist.savedAt))
    await ui.sandbox.jump('5min')
    await expect(ui.doctor.told).toHaveText(said(words.whitelist.due))
    await expect(ui.doctor.again('Fetch token')).not.toContainText(/\d:\d\d/)
    await expect(ui.exchanges.rows, 'nothing was sent meanwhile').toHaveCount(1)

    await ui.doctor.again('Fetch token').click()
    await expect(ui.token.region).toContainText(said(words.whitelist.still))
    await ui.sandbox.set('ip-not-whitelisted', false)
    await ui.token.fetchAndWait()
    await expect(ui.doctor.evidence).toBeHidden()
  })

  test('opens from an exchange while a token lives on, and tests that one', async ({ console: { ui } }) => {
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    await ui.sandbox.set('ip-not-registered')
    await ui.ipList.fetch.click()
    await expect(ui.exchanges.rows.first()).toContainText('61004')
    await ui.exchanges.rows.first().click()
    await expectExplained(ui, {
      title: words.errcode.e61004.meaning,
      kind: kind.wechat,
      who: who.admin,
      again: again['after-change'],
    })
    await ui.explanation.openDoctor.click()
    await expect(ui.doctor.heading).toBeVisible()
    await expect(ui.doctor.seen).toHaveText(/203\.0\.113\.47/)
    await ui.sandbox.set('ip-not-registered', false)
    await ui.doctor.again('Test token').click()
    await expect(ui.doctor.heading.page().getByText(words.whitelist.fine)).toBeVisible()
    await ui.doctor.back.click()
    await expect(ui.token.timer).toBeVisible()
  })

  test('what it saw goes with the account', async ({ console: app }) => {
    const { ui } = app
    await ui.startSandbox()
    await ui.sandbox.set('ip-not-whitelisted')
    await ui.token.fetch.click()
    await expect(ui.doctor.seen).toHaveText(/203\.0\.113\.47/)
    await ui.chooseFromAccountMenu('Delete account…')
    await ui.dialog.getByRole('checkbox', { name: 'Also delete its exchanges' }).click()
    await ui.dialog.getByRole('button', { name: 'Delete account' }).click()
    await ui.useSandbox.waitFor()
    await app.quit()
    expect(findInFiles(app.dataDir, '203.0.113.47')).toEqual([])
  })
})

const pasted: [text: string, title: string, code?: string][] = [
  ['getaddrinfo ENOTFOUND https://api.weixin.qq.com', topic['scheme-in-host'].title, "hostname: 'api.weixin.qq.com'"],
  ['getaddrinfo ENOTFOUND api.weixin.qq.com', topic['name-not-found'].title],
  ['Error: socket hang up { code: ECONNRESET }', topic['missing-end'].title, 'req.end()'],
  ['TypeError [ERR_INVALID_URL]: Invalid URL', topic['missing-scheme'].title, "get('https://"],
  ['{"errcode":43003,"errmsg":"require https"}', words.errcode.e43003.meaning, "https.get('https://"],
  ['HTTP/1.1 412 Precondition Failed', topic.chunked.title, 'Content-Length'],
  ['{"errcode":48001,"errmsg":"api unauthorized"}', words.errcode.e48001.meaning],
  [ridFrom(MINUTE), topic['rid-only'].title],
  ['it broke', words.explain.box.nothing],
]

test('a pasted error is explained on the spot', async ({ console: { ui } }) => {
  await ui.startSandbox()
  await ui.chooseFromAccountMenu('Explain an error…')
  for (const [text, title, code] of pasted) {
    await test.step(text, async () => {
      await ui.explainBox.text.fill(text)
      await expect(ui.explainBox.result.getByRole('heading')).toContainText(title)
      await expect(ui.explainBox.code).toHaveCount(code === undefined ? 0 : 2)
      if (code !== undefined) await expect(ui.explainBox.code.last()).toContainText(code)
    })
  }
  await ui.explainBox.clear.click()
  await expect(ui.explainBox.text).toHaveValue('')
})

test('a pasted secret turns into dots, and is nowhere afterwards', async ({ console: app }) => {
  const { ui, page } = app
  const secret = 'c0ffee11c0ffee22c0ffee33c0ffee44'
  await ui.startSandbox()
  await ui.chooseFromAccountMenu('Explain an error…')
  await ui.explainBox.text.fill(`{"errcode":99999,"errmsg":"odd ${secret}"} ?secret=${secret}`)
  await expect(ui.explainBox.result).toContainText('odd')
  expect(await ui.explainBox.text.inputValue()).not.toContain(secret)
  expect(await page.content()).not.toContain(secret)
  await page.keyboard.press('Escape')
  await expect(ui.explainBox.dialog).toBeHidden()
  await ui.chooseFromAccountMenu('Explain an error…')
  await expect(ui.explainBox.text, 'it was not kept').toHaveValue('')
  await app.quit()
  expect(findInFiles(app.dataDir, secret)).toEqual([])
})
