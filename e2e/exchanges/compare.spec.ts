import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { CompareScreen } from '#e2e/pages/compare-screen.ts'

test.describe('two exchanges are compared', () => {
  test.beforeEach(async ({ console: { ui, page } }) => {
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    await ui.ipList.fetch.click()
    await expect(ui.ipList.entries.first()).toBeVisible()
    await ui.sandbox.set('superseded')
    await ui.ipList.fetch.click()
    await expect(ui.token.region).toContainText('Superseded')
    await ui.sandbox.set('superseded', false)
    // The newest one, which was refused.
    await ui.exchanges.rows.first().click()
    await expect(ui.exchanges.response).toBeVisible()
    await new CompareScreen(page).ask()
  })

  test('the likely one comes first; what differs is marked, the rest folded', async ({ console: { page } }) => {
    const screen = new CompareScreen(page)
    await expect(screen.others.first()).toContainText('/cgi-bin/getcallbackip')
    await expectAccessible(page, 'compare with which')
    await screen.others.filter({ hasText: 'ok' }).filter({ hasText: 'getcallbackip' }).first().click()
    await expect(screen.heading).toBeVisible()
    await expect(screen.part('status-line')).toContainText('identical')
    const body = screen.part('response-body')
    await expect(body.locator('del').filter({ hasText: '"ip_list": [' })).toBeVisible()
    await expect(body.locator('ins').filter({ hasText: '"errcode": 40001' })).toBeVisible()
    await expect(screen.fold('request-headers', 5)).toBeVisible()
    await expectAccessible(page, 'compare')

    await screen.fold('request-headers', 5).click()
    await expect(screen.part('request-headers')).toContainText('user-agent: mp-console/')
    await screen.onlyDifferent.click()
    await expect(screen.part('request-headers')).not.toContainText('user-agent')
    await expectAccessible(page, 'compare, only what differs')
  })

  test('J leads from difference to difference, S swaps the sides, Escape leads back', async ({
    console: { ui, page },
  }) => {
    const screen = new CompareScreen(page)
    await screen.others.filter({ hasText: 'stable_token' }).first().click()
    await expect(screen.status.first()).toHaveText(/^\d+ differences$/)
    await expect(screen.sides.getByRole('button').first()).toHaveText('POST /cgi-bin/stable_token')
    await page.keyboard.press('j')
    await expect(screen.status.first()).toHaveText(/^Difference 1 of \d+$/)
    await expect(page.getByRole('group', { name: /^Difference 1 of/ })).toBeFocused()
    await page.keyboard.press('k')
    await expect(screen.status.first()).toHaveText(/^Difference (\d+) of \1$/)
    await expect(screen.part('request-body').locator('del')).toHaveCount(6)
    await page.keyboard.press('s')
    await expect(screen.sides.getByRole('button').first()).toHaveText('GET /cgi-bin/getcallbackip')
    await expect(screen.part('request-body').locator('ins')).toHaveCount(6)
    await page.keyboard.press('Escape')
    await expect(screen.heading).toBeHidden()
    await expect(ui.exchanges.response).toBeVisible()
  })
})
