import { expect, test } from '#e2e/fixtures/app.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'

test('runs an action by a few letters, in either language, with the keyboard alone', async ({
  console: { ui, page },
}) => {
  await ui.startSandbox()
  await ui.palette.open()
  await page.keyboard.type('fetch')
  await expect(ui.palette.entry('Fetch token')).toHaveAttribute('data-highlighted')
  await expect(ui.palette.entry('Fetch token').locator('mark')).toHaveText('Fetch')
  await page.keyboard.press('Enter')
  await expect(ui.palette.dialog).toBeHidden()
  await expect(ui.token.region).toContainText('Sandbox · live')

  await ui.palette.open()
  await page.keyboard.type('获取 IP')
  await page.keyboard.press('Enter')
  await expect(ui.ipList.entries.first()).toBeVisible()

  await ui.palette.open()
  await expect(ui.palette.dialog.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveCount(2)
  await page.keyboard.type('sjx')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Token timeline' })).toBeVisible()
})

test('goes to an account and to an exchange, and says when nothing matches', async ({ console: { ui, page } }) => {
  const wechat = await startWechat()
  await ui.addCustom(wechat.origin, credentials, '青禾读书')
  await ui.token.fetchAndWait()
  await ui.addAccount.click()
  await ui.startSandbox()
  await expect(ui.dialog).toBeHidden()

  await ui.palette.open()
  await page.keyboard.type('qhds')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '青禾读书' })).toBeVisible()

  await ui.palette.open()
  await page.keyboard.type('nothing like it')
  await expect(ui.palette.dialog).toContainText('No actions, accounts or exchanges match “nothing like it”.')
  await ui.palette.field.fill('stable_token')
  await ui.palette.entry(/POST \/cgi-bin\/stable_token/).click()
  await expect(page.getByRole('heading', { name: 'POST /cgi-bin/stable_token' })).toBeVisible()

  await ui.palette.open()
  await page.keyboard.press('Escape')
  await expect(ui.palette.dialog).toBeHidden()
  await wechat.close()
})
