import { sandboxScenarios } from '#contract/pure/scenarios.ts'
import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { words } from '#e2e/fixtures/words.ts'

test.beforeEach(({ console: { ui } }) => ui.startSandbox())

test('somebody else fetches: for 5 minutes nothing happens, then a call is refused and goes on with the newer token', async ({
  console: { ui },
}) => {
  await ui.token.fetchAndWait()
  const held = await ui.token.value.textContent()
  await ui.sandbox.fetchElsewhere()
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries.first()).toBeVisible()
  await expect(ui.token.value).toHaveText(held ?? '')

  await ui.sandbox.jump('5min')
  await ui.ipList.fetch.click()
  await expect(ui.exchanges.region).toContainText('40001')
  await expect(ui.token.value).not.toHaveText(held ?? '')
  await expect(ui.token.region).toContainText('Sandbox · live')
})

test('a token called expired is fetched anew', async ({ console: { ui } }) => {
  await ui.token.fetchAndWait()
  await ui.sandbox.set('expired')
  await ui.ipList.fetch.click()
  await expect(ui.ipList.region).toContainText('42001')
  await ui.sandbox.set('expired', false)
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries.first()).toBeVisible()
})

for (const [scenario, errcode] of [
  ['minute-quota', '45011'],
  ['daily-quota', '45009'],
] as const) {
  test(`a used-up quota (${errcode}) is told, and the token in hand is untouched`, async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    await ui.sandbox.set(scenario)
    await ui.token.fetch.click()
    await expect(ui.token.region.getByRole('alert')).toContainText(errcode)
    await expect(ui.token.region).toContainText('Sandbox · live')
  })
}

test('@browser every scenario is within reach in the smallest window', async ({ console: { ui, page } }) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await ui.sandbox.region.getByRole('button', { name: 'Scenarios…' }).click()
  for (const scenario of sandboxScenarios) {
    const choice = page.getByRole('switch', { name: words.sandbox.scenario[scenario], exact: true })
    await choice.scrollIntoViewIfNeeded()
    await expect(choice).toBeInViewport({ ratio: 1 })
  }
  await expect(page.getByRole('button', { name: words.sandbox.elsewhere.now })).toBeInViewport({ ratio: 1 })
  await expectAccessible(page, 'scenarios')
})
