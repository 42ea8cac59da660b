import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { timeline } = words

test.use({ vault: 'persisting' })

test.beforeEach(({ console: { ui } }) => ui.startSandbox())

test('is empty until there is a token, and says so', async ({ console: { ui, page } }) => {
  await ui.token.timeline.click()
  await expect(ui.timeline.region).toContainText(timeline.emptyTitle)
  await page.keyboard.press('Escape')
  await expect(ui.token.fetch).toBeVisible()
})

test('draws lives, overlaps, forced refreshes and failures, and keeps them across a restart', async ({
  console: app,
}) => {
  await app.ui.token.fetchAndWait()
  await app.ui.token.force.click()
  await app.ui.tokenDialogs.forceAnyway.click()
  await expect(app.ui.tokenDialogs.force).toContainText(words.token.force.first)
  await app.ui.tokenDialogs.force.getByRole('button', { name: 'Close' }).click()
  await app.ui.sandbox.set('invalid-secret')
  await app.ui.token.fetch.click()
  await expect(app.ui.token.region.getByRole('alert')).toContainText('40125')
  await app.ui.sandbox.set('invalid-secret', false)

  const check = async () => {
    const { ui } = app
    await ui.chooseFromAccountMenu('Token timeline')
    const lane = ui.timeline.lane('Stable tokens')
    await expect(lane).toHaveCount(4)
    await expect(ui.timeline.region.getByRole('button', { name: said(timeline.item.token) })).toHaveCount(2)
    await expect(ui.timeline.region.getByRole('button', { name: `${timeline.item.forced}: ` })).toHaveCount(1)
    await expect(ui.timeline.region.getByRole('button', { name: '40125' })).toHaveCount(1)
    await expect(ui.timeline.region.getByRole('button', { name: timeline.fact.overlap })).toHaveCount(1)
  }
  await check()
  await app.relaunch()
  await check()
})

test('is read by key and by pointer', async ({ console: { ui, page } }) => {
  await ui.token.fetchAndWait()
  await ui.token.force.click()
  await ui.tokenDialogs.forceAnyway.click()
  await expect(ui.tokenDialogs.force).toContainText(words.token.force.first)
  await ui.tokenDialogs.force.getByRole('button', { name: 'Close' }).click()
  await ui.chooseFromAccountMenu('Token timeline')
  await page.mouse.move(0, 0)
  await expect(ui.timeline.back).toBeFocused()
  await expectAccessible(page, 'timeline')

  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await expect(ui.timeline.items.last()).toBeFocused()
  await page.keyboard.press('Home')
  await expect(ui.timeline.items.first()).toBeFocused()
  await expect(ui.timeline.region.locator('dl')).toContainText(timeline.fact.overlap)
  await page.keyboard.press('ArrowRight')
  await expect(ui.timeline.items.nth(1)).toBeFocused()
  await ui.timeline.items.last().hover()
  await expect(ui.timeline.region.locator('dl')).toBeVisible()
})
