import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test } from '#e2e/fixtures/app.ts'
import { credentials, otherCredentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { appId, appSecret } = credentials

/** What is said beside a field, found the way a screen reader finds it. */
async function saidBeside(field: Locator): Promise<Locator> {
  await expect(field).toHaveAttribute('aria-describedby', /\S/)
  const id = await field.getAttribute('aria-describedby')
  return field.page().locator(`[id="${id}"]`)
}

test.describe('adding', () => {
  test('an AppID and an AppSecret make an account', async ({ console: { ui } }) => {
    await ui.form.fill(credentials, 'Qinghe')
    await ui.form.submit.click()
    await expect(ui.account('Qinghe')).toHaveAttribute('aria-current', 'true')
    await expect(ui.account('Qinghe')).toContainText(appId)
    await expect(ui.token.fetch).toBeVisible()
  })

  test('smart paste reads whatever holds both, and masks the secret', async ({ console: { ui } }) => {
    const pasted = {
      JSON: JSON.stringify({ token: 'x', appid: appId, appsecret: appSecret }),
      '.env lines': `# production\nWX_SECRET=${appSecret}\nWX_APPID=${appId}\n`,
      'a copied page': `开发者ID(AppID)\n${appId}\n开发者密码(AppSecret)\n${appSecret}\n重置\nIP白名单\n查看`,
    }
    for (const [name, text] of Object.entries(pasted)) {
      await test.step(name, async () => {
        await ui.form.fill({ appId: '', appSecret: '' })
        await ui.form.paste.fill(text)
        await expect(ui.form.appId).toHaveValue(appId)
        await expect(ui.form.appSecret).toHaveValue(appSecret)
        await expect(ui.form.paste).not.toHaveValue(new RegExp(appSecret))
      })
    }
    await ui.form.submit.click()
    await expect(ui.account(appId)).toBeVisible()
  })

  test('the AppSecret field gives nothing away and is empty after submit', async ({ console: { ui } }) => {
    const { appSecret: field } = ui.form
    await expect(field).toHaveAttribute('type', 'password')
    await expect(field).toHaveAttribute('autocomplete', 'off')
    await expect(field).toHaveAttribute('spellcheck', 'false')
    await ui.form.fill(credentials, 'first')
    expect(await field.evaluate((input) => input.outerHTML)).not.toContain(appSecret)
    await ui.form.submit.click()
    await expect(ui.account('first')).toBeVisible()
    await ui.addAccount.click()
    await expect(field).toHaveValue('')
    await expect(ui.form.appId).toHaveValue('')
  })

  test('an AppID that is here already is pointed out, and may be added', async ({ console: { ui } }) => {
    await ui.form.fill(credentials, 'first')
    await ui.form.submit.click()
    await ui.account('first').waitFor()
    await ui.addAccount.click()
    await ui.form.fill(credentials, 'second')
    await expect(await saidBeside(ui.form.appId)).toHaveText(said(words.accounts.form.same, { labels: 'first' }))
    await ui.form.submit.click()
    await expect(ui.account('second')).toBeVisible()
    await expect(ui.account('first')).toBeVisible()
  })
})

test.describe('bad input is explained beside its field and stays as typed', () => {
  test('in the AppID field', async ({ console: { ui } }) => {
    const typed = {
      'https://mp.weixin.qq.com/': words.accounts.appIdHint.url,
      gh_3dfda90e39d6: words.accounts.appIdHint['original-id'],
      [appSecret]: words.accounts.appIdHint['is-secret'],
      wx123: words.accounts.appIdHint['wrong-length'],
    }
    for (const [value, hint] of Object.entries(typed)) {
      await ui.form.appId.fill(value)
      await ui.form.appId.blur()
      await expect(await saidBeside(ui.form.appId)).toHaveText(said(hint, { length: value.length }))
      await expect(ui.form.appId).toHaveValue(value)
    }
  })

  test('nothing typed', async ({ console: { ui } }) => {
    await ui.form.submit.click()
    await expect(await saidBeside(ui.form.appId)).toHaveText(words.accounts.appIdFault.empty)
    await expect(await saidBeside(ui.form.appSecret)).toHaveText(words.accounts.appSecretFault.empty)
    await expect(ui.form.appId).toBeFocused()
  })

  test('what cannot be sent, and all that was typed is still there', async ({ console: { ui } }) => {
    await ui.form.fill({ appId, appSecret: `${appSecret.slice(0, 16)} ${appSecret.slice(16)}` }, 'kept')
    await ui.form.submit.click()
    await expect(await saidBeside(ui.form.appSecret)).toHaveText(words.accounts.appSecretFault.blanks)
    await expect(ui.form.appSecret).toBeFocused()
    await expect(ui.form.appId).toHaveValue(appId)
    await expect(ui.form.label).toHaveValue('kept')
  })

  test('in the field for another origin', async ({ console: { ui } }) => {
    const { reasons } = words.problem['origin-invalid']
    const typed = {
      'https://api.example.com/cgi-bin/token': reasons['has-path'],
      'http://api.example.com': reasons['http-not-loopback'],
      [appId]: reasons['is-appid'],
      'my server': reasons['not-a-url'],
    }
    await ui.form.fill(credentials)
    await ui.form.chooseOrigin('')
    for (const [value, reason] of Object.entries(typed)) {
      await ui.form.origin.fill(value)
      await ui.form.submit.click()
      await expect(await saidBeside(ui.form.origin)).toHaveText(reason)
      await expect(ui.form.origin).toHaveValue(value)
      await expect(ui.form.appSecret).toHaveValue(appSecret)
    }
  })
})

test('another origin is asked about by name before the secret goes there', async ({ console: { ui } }) => {
  const wechat = await startWechat()
  await ui.form.fill(credentials, 'relay')
  await ui.form.chooseOrigin(wechat.origin)
  await ui.form.submit.click()
  const { dialog, back, send } = ui.form.confirmation(wechat.origin)
  await expect(dialog).toContainText(words.accounts.origin.confirmWhy)
  await expect(back).toBeFocused()
  await back.click()
  await expect(ui.form.appSecret).toHaveValue(appSecret)
  await ui.form.submit.click()
  await send.click()
  await expect(ui.account('relay')).toBeVisible()
  expect(Object.values(wechat.counts()).every((count) => count === 0)).toBe(true)
  await ui.token.fetchAndWait()
  expect(wechat.counts()['/cgi-bin/stable_token']).toBe(1)
  await wechat.close()
})

test.describe('an account that is there', () => {
  test.beforeEach(async ({ console: { ui } }) => {
    await ui.form.fill(credentials, 'Qinghe')
    await ui.form.submit.click()
    await ui.account('Qinghe').waitFor()
  })

  test('is edited', async ({ console: { ui, page } }) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await ui.dialog.getByLabel('Label', { exact: true }).fill('Qinghe Reading')
    await ui.dialog.getByLabel('AppID', { exact: true }).fill(otherCredentials.appId)
    await ui.dialog.getByRole('radio', { name: 'Classic' }).click()
    await ui.dialog.getByRole('button', { name: 'Save' }).click()
    await expect(ui.dialog).toBeHidden()
    await expect(ui.account('Qinghe Reading')).toContainText(otherCredentials.appId)
    await expect(ui.token.region).toContainText('Classic')
  })

  test('gets another secret', async ({ console: { ui } }) => {
    await ui.chooseFromAccountMenu('Replace AppSecret…')
    const field = ui.dialog.getByLabel('AppSecret', { exact: true })
    await field.fill('short')
    await field.blur()
    await expect(await saidBeside(field)).toHaveText(said(words.accounts.appSecretHint['wrong-length'], { length: 5 }))
    await field.fill(otherCredentials.appSecret)
    await ui.dialog.getByRole('button', { name: 'Replace', exact: true }).click()
    await expect(ui.dialog).toBeHidden()
  })

  test('is deleted only when that is confirmed', async ({ console: { ui } }) => {
    await ui.chooseFromAccountMenu('Delete account…')
    await expect(ui.dialog).toContainText(said(words.accounts.remove.title, { label: 'Qinghe' }))
    await ui.dialog.getByRole('button', { name: 'Keep account' }).click()
    await expect(ui.account('Qinghe')).toBeVisible()
    await ui.chooseFromAccountMenu('Delete account…')
    await ui.dialog.getByRole('button', { name: 'Delete account' }).click()
    await expect(ui.useSandbox).toBeVisible()
  })
})

test('an account is deleted with its exchanges when asked', async ({ console: app }) => {
  await app.ui.form.fill(credentials, 'other')
  await app.ui.form.submit.click()
  await app.ui.account('other').waitFor()
  await app.ui.addAccount.click()
  await app.ui.startSandbox()
  await app.ui.ipList.fetch.click()
  await expect(app.ui.exchanges.rows).toHaveCount(2)
  await app.ui.chooseFromAccountMenu('Delete account…')
  await app.ui.dialog.getByRole('checkbox', { name: 'Also delete its exchanges' }).click()
  await app.ui.dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(app.ui.account('Sandbox')).toBeHidden()
  await app.quit()
  const left = readdirSync(app.dataDir).filter((name) => /^console\.sqlite(-wal)?$/.test(name))
  for (const name of left) {
    expect(readFileSync(join(app.dataDir, name), 'latin1'), name).not.toContain('getcallbackip')
  }
})
