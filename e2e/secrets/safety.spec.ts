import { expect, test } from '#e2e/fixtures/app.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { force } = words.token

test.beforeEach(async ({ console: { ui } }) => {
  await ui.startSandbox()
  await ui.token.fetchAndWait()
})

test('a forced refresh is asked about first, and an ordinary fetch is the way out', async ({
  console: { ui, page },
}) => {
  const held = (await ui.token.value.textContent()) ?? ''
  await ui.token.force.click()
  await expect(ui.tokenDialogs.fetchInstead).toBeFocused()
  await expect(ui.tokenDialogs.force).toContainText(said(force.used, { used: 0, limit: 20 }))
  await page.keyboard.press('Escape')
  await expect(ui.tokenDialogs.force).toBeHidden()
  await ui.token.force.click()
  await ui.tokenDialogs.fetchInstead.click()
  await expect(ui.tokenDialogs.force).toBeHidden()
  await expect(ui.token.region).toContainText(words.token.say.liveSame)
  await expect(ui.token.value).toHaveText(held)
})

test('the leak drill: two forced refreshes, the second counting down, and the leaked token is dead', async ({
  console: { ui },
}) => {
  await ui.token.reveal.click()
  await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
  const leaked = (await ui.token.value.textContent()) ?? ''
  await ui.token.hide.click()
  const dialogs = ui.tokenDialogs

  await ui.token.force.click()
  await expect(dialogs.force).toContainText(force.leak)
  await dialogs.forceAnyway.click()
  await expect(dialogs.force).toContainText(force.first)
  await expect(dialogs.force).toContainText(said(force.used, { used: 1, limit: 20 }))
  await expect(dialogs.forceAgainIn).toHaveAttribute('aria-disabled', 'true')
  await dialogs.force.getByRole('button', { name: 'Close' }).click()
  await expect(ui.token.value).not.toContainText(leaked.slice(-4))

  // The leaked one still works beside the new one.
  await ui.chooseFromAccountMenu('Diagnose a token…')
  await dialogs.another.click()
  await dialogs.examineOther(leaked)
  await dialogs.askWechat.click()
  await expect(dialogs.verdict).toContainText(words.token.diagnosis.verdict.works)
  await ui.page.keyboard.press('Escape')

  await ui.sandbox.jump('5min')
  await ui.token.force.click()
  await dialogs.forceAnyway.click()
  await expect(dialogs.force).toContainText(said(force.used, { used: 2, limit: 20 }))
  await dialogs.force.getByRole('button', { name: 'Close' }).click()

  await ui.chooseFromAccountMenu('Diagnose a token…')
  await dialogs.another.click()
  await dialogs.examineOther(leaked)
  await dialogs.askWechat.click()
  await expect(dialogs.verdict).toContainText(words.token.diagnosis.verdict['force-refreshed-here'])
})

test('a refused forced refresh is told in its dialog, and the token in hand lives on', async ({ console: { ui } }) => {
  await ui.sandbox.set('daily-quota')
  await ui.token.force.click()
  await ui.tokenDialogs.forceAnyway.click()
  await expect(ui.tokenDialogs.force.getByRole('alert')).toContainText('45009')
  await ui.tokenDialogs.force.getByRole('button', { name: 'Cancel' }).click()
  await expect(ui.token.region).toContainText('Sandbox · live')
})
