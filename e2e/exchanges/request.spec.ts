import { requestPresets } from '#contract/pure/request/request-presets.ts'
import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'
import { RequestScreen, SendAgain } from '#e2e/pages/request-screen.ts'

const { request, problem, errcode, exchange } = words
const faults = problem['request-invalid'].reasons

test.describe('in the sandbox', () => {
  test.beforeEach(async ({ console: { ui } }) => {
    await ui.startSandbox()
  })

  test('every preset is answered; a rid is looked up without its token', async ({ console: { ui, page } }) => {
    const panel = new RequestScreen(page)
    await panel.open()
    await expectAccessible(page, 'request panel')
    for (const preset of ['callbackIp', 'apiDomainIp', 'callbackCheck', 'quota', 'ticket'] as const) {
      await panel.choose(preset)
      await expect(panel.path).toHaveValue(requestPresets[preset].target)
      await expect(page.getByText(request.preset[preset].why)).toBeVisible()
      await panel.send.click()
      await expect(panel.result).toContainText('HTTP 200')
      await expect(panel.result).toContainText(exchange.ok)
      await expect(panel.reply).toBeVisible()
    }
    await expect(panel.reply).toContainText(/"ticket": "\[hidden:86-chars:#[0-9a-f]{6}\]"/)

    await panel.choose('callbackCheck')
    await panel.body.fill('{"action":"trace"}')
    await panel.send.click()
    await expect(panel.result).toContainText(errcode.e40202.meaning)
    const rid = /rid: ([0-9a-f-]{26})/.exec((await panel.reply.textContent()) ?? '')?.[1] ?? ''
    await panel.choose('rid')
    await panel.body.fill(JSON.stringify({ rid }))
    await panel.send.click()
    await expect(panel.reply).toContainText(/request_url": "\S+access_token=\[hidden:136-chars:/)
    await expectAccessible(page, 'request panel with a reply')

    await panel.openExchange.click()
    await expect(ui.exchanges.code(ui.exchanges.response)).toContainText('request_url')
    await expect(page.getByText(exchange.cause.request)).toBeVisible()
  })

  test('what cannot be sent says so beside the field, and nothing is lost or sent', async ({
    console: { ui, page },
  }) => {
    const panel = new RequestScreen(page)
    await page.keyboard.press('ControlOrMeta+e')
    await panel.heading.waitFor()
    await panel.writeOwn('POST', 'https://api.weixin.qq.com/cgi-bin/getcallbackip', '{\n  "a": 1\n  "b": 2\n}')
    await panel.send.click()
    await expect(panel.path).toHaveAccessibleDescription(faults.host)
    await expect(panel.body).toHaveAccessibleDescription(said(request.faultAt, { line: 3, column: 3 }))
    await expect(panel.path).toBeFocused()
    await expectAccessible(page, 'request panel with faults')

    await panel.path.fill('/cgi-bin/菜单')
    await expect(panel.path).toHaveAccessibleDescription(faults['not-encoded'])
    await panel.path.fill('/cgi-bin/getcallbackip?access_token=x')
    await expect(panel.path).toHaveAccessibleDescription(faults['token-twice'])
    await panel.path.fill('/cgi-bin/callback/check')
    await panel.body.fill('{"action":"dns","check_operator":"CAP"}')
    await panel.choose('quota')
    await panel.back.click()
    await expect(ui.exchanges.region).toContainText(exchange.emptyTitle)

    // Typed text outlives the screen; the keys send from wherever the focus is.
    await page.keyboard.press('ControlOrMeta+e')
    await panel.presets.getByRole('button', { name: 'Custom request' }).click()
    await expect(panel.body).toHaveValue('{"action":"dns","check_operator":"CAP"}')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(panel.reply).toContainText('real_operator')
    await page.keyboard.press('Escape')
    await expect(ui.exchanges.row('/cgi-bin/callback/check')).toBeVisible()
  })

  test('a costly one is asked about first; the safe way has the focus', async ({ console: { ui, page } }) => {
    const panel = new RequestScreen(page)
    await panel.open()
    await panel.choose('clearQuota')
    await panel.send.click()
    await expect(ui.dialog).toContainText(request.confirm['clear-quota'].cost)
    await expect(ui.dialog.getByRole('button', { name: 'Don’t send' })).toBeFocused()
    await expectAccessible(page, 'request that costs something')
    await page.keyboard.press('Enter')
    await expect(ui.dialog).toBeHidden()
    await expect(panel.result).toContainText(request.goodReply)

    await panel.send.click()
    await ui.dialog.getByRole('button', { name: 'Send anyway' }).click()
    await expect(panel.reply).toContainText('"errmsg": "ok"')
    await panel.choose('clearApiQuota')
    await panel.send.click()
    await expect(ui.dialog).toContainText(request.confirm['clear-api-quota'].cost)
  })

  test('one in flight is left, here and at a recorded exchange', async ({ console: { ui, page } }) => {
    await ui.token.fetchAndWait()
    await ui.ipList.fetchAndWait()
    await ui.sandbox.set('slow')
    const panel = new RequestScreen(page)
    await panel.open()
    await panel.choose('apiDomainIp')
    await panel.send.click()
    await panel.cancel.click()
    await expect(panel.result).toContainText(request.cancelled)
    await panel.back.click()
    await expect(ui.exchanges.row('/cgi-bin/get_api_domain_ip')).toContainText('Canceled')

    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    const again = new SendAgain(page)
    await again.button.click()
    await again.cancel.click()
    await expect(again.button).toHaveText('Resend')
    await expect(ui.dialog).toBeHidden()
    await ui.exchanges.back.click()
    await expect(ui.exchanges.rows.filter({ hasText: 'Canceled' })).toHaveCount(2)
  })

  test('an exchange is sent again as it was, or edited', async ({ console: { ui, page } }) => {
    await ui.ipList.fetchAndWait()
    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    const again = new SendAgain(page)
    await again.button.click()
    await expect(page.getByText(exchange.cause.resend)).toBeVisible()
    await expect(ui.exchanges.code(ui.exchanges.response)).toContainText('ip_list')

    await again.edit()
    const panel = new RequestScreen(page)
    await expect(panel.path).toHaveValue('/cgi-bin/getcallbackip')
    await expect(panel.attach).toBeChecked()
    await panel.path.fill('/cgi-bin/get_api_domain_ip')
    await panel.send.click()
    await expect(panel.reply).toContainText('127.14.22.248')
    await panel.openExchange.click()
    await expect(page.getByRole('heading', { name: 'GET /cgi-bin/get_api_domain_ip' })).toBeVisible()
    await expect(page.getByText(exchange.cause.resend)).toBeVisible()
  })
})

test('a classic token that was sent for again is the held one', async ({ console: { ui, page } }) => {
  const wechat = await startWechat()
  await ui.addCustom(wechat.origin, credentials, 'Staging', 'classic')
  await ui.token.fetch.click()
  await ui.dialog.getByRole('button', { name: 'Fetch classic anyway' }).click()
  await expect(ui.token.region).toContainText('Live')
  const before = await ui.token.region.textContent()
  await ui.exchanges.row('/cgi-bin/token').click()
  const again = new SendAgain(page)
  await again.button.click()
  await expect(ui.dialog).toContainText(request.confirm['classic-token'].title)
  await ui.dialog.getByRole('button', { name: 'Send anyway' }).click()
  await expect(page.getByText(exchange.cause.resend)).toBeVisible()
  await expect(ui.exchanges.code(ui.exchanges.response)).toContainText('[hidden:136-chars:')
  await ui.exchanges.back.click()
  expect(await ui.token.region.textContent()).not.toBe(before)
  wechat.advance(5 * 60_000)
  await ui.ipList.fetchAndWait()
  await expect(ui.token.region).toContainText('Live')
  expect(wechat.counts()['/cgi-bin/token']).toBe(2)
  await wechat.close()
})
