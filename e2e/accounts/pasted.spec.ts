import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { words } from '#e2e/fixtures/words.ts'

const { paste, say } = words.token

/** A token that another service holds. */
async function fetchElsewhere(origin: string): Promise<{ access_token: string; expires_in: number }> {
  const { appId, appSecret } = credentials
  const reply = await fetch(`${origin}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret }),
  })
  return reply.json()
}

/** Adds an account that only uses what is pasted, up to the button. */
async function fillForm({ ui }: Console, origin: string): Promise<void> {
  await ui.form.appId.fill(credentials.appId)
  await ui.form.label.fill('borrowed')
  await ui.form.chooseOrigin(origin)
  await ui.form.choosePasted()
  await expect(ui.form.appSecret).toBeHidden()
}

test('a token obtained elsewhere counts down and fetches IP lists, without an AppSecret', async ({ console: app }) => {
  const { ui } = app
  const wechat = await startWechat()
  const { access_token: token, expires_in } = await fetchElsewhere(wechat.origin)
  await fillForm(app, wechat.origin)
  await ui.pasteForm.token.fill(JSON.stringify({ access_token: token, expires_in }))
  await ui.form.submit.click()
  await ui.form.confirmation(wechat.origin).send.click()

  await ui.account('borrowed').waitFor()
  await expect(ui.token.timer).toHaveText(/^1:5\d:\d\d$/)
  await expect(ui.token.region).toContainText(say.pasted)
  await expect(ui.token.fetch).toBeHidden()
  await expect(ui.token.autoRenew).toBeHidden()
  await expect(ui.token.force).toBeHidden()
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries.first()).toBeVisible()
  expect(wechat.counts()['/cgi-bin/stable_token'], 'only the other service fetched').toBe(1)
  await wechat.close()
})

test('without its end it works, and nothing counts down', async ({ console: app }) => {
  const { ui } = app
  const wechat = await startWechat()
  const { access_token: token } = await fetchElsewhere(wechat.origin)
  await fillForm(app, wechat.origin)
  await ui.pasteForm.token.fill(token)
  await ui.form.submit.click()
  await ui.form.confirmation(wechat.origin).send.click()
  await ui.account('borrowed').waitFor()
  await expect(ui.token.region).toContainText('Live')
  await expect(ui.token.region).toContainText(words.token.clock.noEnd)
  await expect(ui.token.timer).toHaveText('-:--:--')
  await wechat.close()
})

test('one that WeChat refuses is told apart, and another can be pasted', async ({ console: app }) => {
  const { ui } = app
  const wechat = await startWechat()
  const { access_token: token, expires_in } = await fetchElsewhere(wechat.origin)
  await fillForm(app, wechat.origin)
  await ui.pasteForm.token.fill(`92_${'x'.repeat(133)}`)
  await ui.form.submit.click()
  await ui.form.confirmation(wechat.origin).send.click()
  await ui.account('borrowed').waitFor()
  await expect(ui.token.region).toContainText('Superseded')
  await ui.token.paste.click()
  await ui.pasteForm.token.fill(token)
  await ui.pasteForm.ends.fill(String(expires_in))
  await ui.pasteForm.submit.click()
  await expect(ui.token.region).toContainText('Live')
  await wechat.close()
})

test('a bad paste is explained beside its field', async ({ console: app }) => {
  const { ui } = app
  await ui.startSandbox()
  await ui.chooseFromAccountMenu('Paste a token…')
  await expect(ui.dialog).toContainText(paste.switches)
  await ui.pasteForm.submit.click()
  await expect(ui.dialog).toContainText(paste.fault.empty)
  const typed = {
    'ab cd': paste.fault.blanks,
    令牌: paste.fault['not-ascii'],
    [credentials.appId]: paste.hint['is-appid'],
    [credentials.appSecret]: paste.hint['is-secret'],
    [`${'k'.repeat(43)}-${'k'.repeat(42)}`]: paste.hint['jsapi-ticket'],
    [`92_${'x'.repeat(40)}`]: paste.hint['too-short'],
    [`"92_${'x'.repeat(133)}"`]: paste.takenFrom.quotes,
  }
  for (const [value, told] of Object.entries(typed)) {
    await test.step(told, async () => {
      await ui.pasteForm.token.fill(value)
      await ui.pasteForm.ends.focus()
      await expect(ui.dialog).toContainText(told)
    })
  }
  await ui.pasteForm.ends.fill('two hours')
  await ui.pasteForm.submit.click()
  await expect(ui.dialog).toContainText(paste.endsFault)
})

test('an account of another family takes one, and goes back to its own', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  await ui.token.reveal.click()
  await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
  const token = (await ui.token.value.textContent()) ?? ''
  await ui.chooseFromAccountMenu('Paste a token…')
  await ui.pasteForm.token.fill(token)
  await ui.pasteForm.ends.fill('3600')
  await ui.pasteForm.submit.click()
  await expect(ui.token.timer).toHaveText(/^(1:00:00|0:59:\d\d)$/)
  await expect(ui.token.fact('Token type')).toHaveText('Pasted')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await ui.dialog.getByRole('radio', { name: 'Stable' }).click()
  await ui.dialog.getByRole('button', { name: 'Save' }).click()
  await expect(ui.token.region).toContainText('No token')
  await ui.token.fetchAndWait()
  await expect(ui.token.fact('Token type')).toHaveText('Stable')
})
