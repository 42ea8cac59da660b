import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { autoRenew } = words.token

test.beforeEach(({ console: { ui } }) => ui.startSandbox())

/** From a fresh token to the last minutes of its life, in which auto-renewal fetches the next one. */
async function jumpToRenewal({ ui }: Console): Promise<void> {
  await ui.sandbox.jump('to-expiry')
}

test('keep alive renews a token before it ends, as often as it must', async ({ console: app }) => {
  const { ui } = app
  await ui.token.fetchAndWait()
  await ui.token.autoRenew.click()
  await expect(ui.token.autoRenew).toBeChecked()
  await expect(ui.token.fact(autoRenew.label)).toHaveText(said(autoRenew.due_other))
  for (let renewals = 0; renewals < 2; renewals += 1) {
    const held = (await ui.token.value.textContent()) ?? ''
    await jumpToRenewal(app)
    await expect(ui.token.value).not.toHaveText(held)
    await expect(ui.token.region).toContainText('Sandbox · live')
  }
  await ui.token.autoRenew.click()
  await expect(ui.token.autoRenew).not.toBeChecked()
  await expect(ui.token.fact(autoRenew.label)).toBeHidden()
})

test('a busy WeChat costs nothing: the token lives on, the next try renews it', async ({ console: app }) => {
  const { ui } = app
  await ui.token.fetchAndWait()
  const held = (await ui.token.value.textContent()) ?? ''
  await ui.token.autoRenew.click()
  await ui.sandbox.set('busy')
  await jumpToRenewal(app)
  await expect(ui.token.fact(autoRenew.label)).toHaveText(autoRenew.renewing)
  await expect(ui.token.value).toHaveText(held)
  await ui.sandbox.set('busy', false)
  await expect(ui.token.value).not.toHaveText(held)
  await expect(ui.token.fact(autoRenew.label)).toHaveText(said(autoRenew.due_other))
})

test('an error that a person must mend stops it, says why, and a fetch by hand starts it again', async ({
  console: app,
}) => {
  const { ui } = app
  await ui.token.fetchAndWait()
  await ui.token.autoRenew.click()
  await ui.sandbox.set('invalid-secret')
  await jumpToRenewal(app)
  await expect(ui.token.region).toContainText('40125')
  await expect(ui.token.region).toContainText(autoRenew.stoppedThen)
  await expect(ui.token.fact(autoRenew.label)).toHaveText(autoRenew.waits.person)
  await ui.sandbox.set('invalid-secret', false)
  await ui.token.fetchAndWait()
  await expect(ui.token.region).not.toContainText(autoRenew.stoppedThen)
  await expect(ui.token.fact(autoRenew.label)).toHaveText(said(autoRenew.due_other))
})

test('keep alive is still on after a restart', async ({ console: app }) => {
  await app.ui.token.fetchAndWait()
  await app.ui.token.autoRenew.click()
  await expect(app.ui.token.autoRenew).toBeChecked()
  await app.relaunch()
  await expect(app.ui.token.autoRenew).toBeChecked()
})

test.describe('of a classic token', () => {
  test.beforeEach(async ({ console: { ui, page } }) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await ui.dialog.getByRole('radio', { name: 'Classic' }).click()
    await ui.dialog.getByRole('button', { name: 'Save' }).click()
    await expect(ui.token.region).toContainText('GET /cgi-bin/token')
  })

  test('keep alive warns first, and Esc leaves it off', async ({ console: { ui, page } }) => {
    await ui.token.autoRenew.click()
    const { classicRenewal } = ui.tokenDialogs
    await expect(classicRenewal.getByRole('button', { name: 'Use stable and auto-renew' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(classicRenewal).toBeHidden()
    await expect(ui.token.autoRenew).not.toBeChecked()

    await ui.token.autoRenew.click()
    await classicRenewal.getByRole('button', { name: 'Auto-renew classic anyway' }).click()
    await expect(ui.token.autoRenew).toBeChecked()
    await expect(ui.token.region).toContainText('Classic')
  })

  test('the safe way is one press away', async ({ console: { ui } }) => {
    await ui.token.autoRenew.click()
    await ui.tokenDialogs.classicRenewal.getByRole('button', { name: 'Use stable and auto-renew' }).click()
    await expect(ui.token.autoRenew).toBeChecked()
    await expect(ui.token.region).toContainText('Stable')
  })
})

test.describe('in a data folder that a newer version wrote', () => {
  test.use({ files: { 'settings.json': JSON.stringify({ version: 99, data: { language: 'en' } }) } })

  test('nothing is renewed, and that is said beside the switch', async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    await ui.token.autoRenew.click()
    await expect(ui.token.region).toContainText(autoRenew.ownerWhy)
    await expect(ui.token.fact(autoRenew.label)).toHaveText(autoRenew.waits.owner)
  })
})

test('the title tells the time left', async ({ console: { ui, page } }) => {
  await expect(page).toHaveTitle('No token · Sandbox · MP Console')
  await ui.token.fetchAndWait()
  await expect(page).toHaveTitle('1:59 · Sandbox · MP Console')
  await ui.sandbox.jump('1h')
  await expect(page).toHaveTitle('0:59 · Sandbox · MP Console')
})

test('the page reminds once before the end @browser', async ({ console: { ui, page } }) => {
  await ui.settings.open()
  const before = page.getByRole('combobox', { name: words.settings.reminder.label })
  await before.selectOption('30')
  await expect(before).toHaveValue('30')
  await ui.settings.close.click()
  await ui.token.fetchAndWait()
  const notice = page.getByText(said(words.token.reminder.ends, { name: 'Sandbox' }))
  await ui.sandbox.jump('1h')
  await expect(notice).toBeHidden()
  for (let jumps = 0; jumps < 6; jumps += 1) await ui.sandbox.jump('5min')
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: words.token.reminder.dismiss }).click()
  await ui.sandbox.jump('5min')
  await expect(page).toHaveTitle(/^0:24 /)
  await expect(notice).toBeHidden()
})
