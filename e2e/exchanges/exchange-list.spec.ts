import { expect, test } from '#e2e/fixtures/app.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import type { ConsolePage } from '#e2e/pages/console-page.ts'

/** A token for the sandbox, and two lists: three exchanges, the newest first. */
async function fetchSome(ui: ConsolePage): Promise<void> {
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  for (const count of [2, 3]) {
    await ui.ipList.fetch.click()
    await expect(ui.exchangeList.rows).toHaveCount(count)
    await expect(ui.exchangeList.rows.first()).toContainText('ok')
  }
}

test('filter, pin, delete and undo go by keyboard alone', async ({ console: { ui, page } }) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  await list.region.focus()
  await page.keyboard.press('/')
  await expect(list.filter).toBeFocused()
  await page.keyboard.type('getcallback')
  await expect(list.rows).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await expect(list.rows.first()).toBeFocused()

  await page.keyboard.press('j')
  await page.keyboard.press('p')
  await expect(list.pinned).toHaveCount(1)
  await page.keyboard.press('k')
  await page.keyboard.press('Delete')
  await expect(list.offer).toContainText('1 exchange deleted')
  await expect(list.rows).toHaveCount(1)
  await expect(list.pinned, 'the focus goes to the row that took its place').toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(list.rows).toHaveCount(2)
  await expect(list.offer).toBeHidden()

  await page.keyboard.press('ControlOrMeta+f')
  await expect(list.filter).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list.rows).toHaveCount(3)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await expect(list.rows).toHaveCount(2)
  await expect(list.region.locator('button:focus'), 'the focus is in the list still').toHaveCount(1)
  await expect(list.offer).toBeVisible()
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await expect(list.offer, 'it is the last of the regions').toBeFocused()
  await page.keyboard.press('Tab')
  await expect(list.undo).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.rows).toHaveCount(3)
  await expect(list.region.locator('button:focus'), 'the focus is in the list again').toHaveCount(1)
})

test('a filter is kept while one looks at an exchange, and J and K step through what it shows', async ({
  console: { ui, page },
}) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  await list.filter.fill('getcallback')
  await list.rows.first().click()
  await expect(list.response).toContainText('ip_list')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: /getcallbackip/ }), 'the token is not among them').toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list.filter).toHaveValue('getcallback')
  await expect(list.rows.nth(1), 'the one looked at last').toBeFocused()
})

test('nothing is lost to a filter that nothing fits', async ({ console: { ui } }) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  for (const text of ['[(*\\', '😀', "' OR 1=1 --", '<b>', 'x'.repeat(5_000)]) {
    await list.filter.fill(text)
    await expect(list.region).toContainText('No matching exchanges')
    await expect(list.filter).toHaveValue(text)
  }
  await list.filter.fill('')
  await expect(list.rows).toHaveCount(3)
  await list.failed.click()
  await expect(list.region).toContainText('No failed exchanges')
})

test.describe('with several accounts', () => {
  test('the whole list has them all, and is narrowed by each of its choices', async ({ console: { ui, page } }) => {
    const list = ui.exchangeList
    const wechat = await startWechat()
    await ui.addCustom(wechat.origin, credentials, 'Qinghe')
    await ui.token.fetchAndWait()
    await ui.addAccount.click()
    await ui.startSandbox()
    await ui.sandbox.set('ip-not-whitelisted')
    await ui.token.fetch.click()
    await expect(list.rows.first()).toContainText('40164')
    await wechat.close()

    await ui.chooseFromAccountMenu('All exchanges')
    await expect(list.heading).toBeVisible()
    await expect(list.shown).toHaveText('2')
    await expect(list.rows.nth(1)).toContainText('Qinghe')
    await list.choice('Outcome').selectOption('errcode')
    await expect(list.shown).toHaveText('1 of 2')
    await expect(list.rows).toContainText(['40164'])
    await list.choice('Account').selectOption('Qinghe')
    await expect(list.region).toContainText('No matching exchanges')
    await list.choice('Outcome').selectOption('ok')
    await list.choice('Time').selectOption('Last hour')
    await list.choice('Endpoint').selectOption('/cgi-bin/stable_token')
    await expect(list.rows).toHaveCount(1)
    await list.clearFilters.click()
    await expect(list.shown).toHaveText('2')

    await list.choice('Outcome').selectOption('Failed')
    await list.rows.first().click()
    await expect(list.response).toContainText('40164')
    await list.back.click()
    await expect(list.choice('Outcome'), 'as it was left').toHaveValue('failed')
    await page.keyboard.press('Escape')
    await expect(list.heading).toBeHidden()
  })

  test('what the last account left is found when there is no account any more', async ({ console: { ui, page } }) => {
    const list = ui.exchangeList
    await fetchSome(ui)
    await ui.chooseFromAccountMenu('Delete account…')
    await ui.dialog.getByRole('button', { name: 'Delete account' }).click()
    await ui.form.submit.waitFor()
    await ui.palette.open()
    await page.keyboard.type('All exchanges')
    await page.keyboard.press('Enter')
    await expect(list.heading).toBeVisible()
    await expect(list.rows).toHaveCount(3)
    await list.rows.first().click()
    await expect(list.response).toContainText('ip_list')
    await list.back.click()
    await expect(list.heading).toBeVisible()
    await list.back.click()
    await expect(ui.form.submit, 'the first screen').toBeVisible()
  })

  test('what a deleted account left is still there, and named as such', async ({ console: { ui } }) => {
    const list = ui.exchangeList
    await fetchSome(ui)
    await ui.addAccount.click()
    await ui.form.fill(credentials, 'Qinghe')
    await ui.form.submit.click()
    await ui.account('Qinghe').waitFor()
    await ui.account('Sandbox').click()
    await ui.chooseFromAccountMenu('Delete account…')
    await ui.dialog.getByRole('button', { name: 'Delete account' }).click()
    await expect(ui.account('Sandbox')).toBeHidden()
    await ui.chooseFromAccountMenu('All exchanges')
    await list.choice('Account').selectOption('Deleted accounts')
    await expect(list.rows).toHaveCount(3)
    await expect(list.rows.first()).toContainText('Deleted account')
  })
})

test('two are selected and compared', async ({ console: { ui } }) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  await list.openAll.click()
  await expect(list.heading).toBeVisible()
  await list.rows.first().click({ modifiers: ['ControlOrMeta'] })
  await expect(list.compare).toBeHidden()
  await list.rows.nth(1).click({ modifiers: ['ControlOrMeta'] })
  await list.compare.click()
  await expect(list.heading).toBeHidden()
  await list.back.click()
  await expect(list.heading, 'back to where one came from').toBeVisible()
})

test('clearing spares the pinned ones, says how many, and is undone as one', async ({ console: { ui, page } }) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  await list.openAll.click()
  await expect(list.heading).toBeVisible()
  await list.rows.last().focus()
  await page.keyboard.press('p')
  await expect(list.pinned).toHaveCount(1)
  await list.clear.click()
  await expect(ui.dialog).toContainText('The pinned one is kept.')
  await ui.dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(list.rows).toHaveCount(3)
  await list.clear.click()
  await ui.dialog.getByRole('button', { name: 'Delete 2 exchanges' }).click()
  await expect(list.rows).toHaveCount(1)
  await list.pinnedOnly.click()
  await expect(list.rows).toHaveCount(1)
  await list.pinnedOnly.click()
  await list.undo.click()
  await expect(list.rows).toHaveCount(3)
})

test('what is pinned and what is deleted is so after a restart', async ({ console: app }) => {
  await fetchSome(app.ui)
  await app.ui.exchangeList.rows.first().focus()
  await app.page.keyboard.press('p')
  await expect(app.ui.exchangeList.pinned).toHaveCount(1)
  await app.page.keyboard.press('j')
  await app.page.keyboard.press('Delete')
  await expect(app.ui.exchangeList.rows).toHaveCount(2)
  await app.relaunch()
  await expect(app.ui.exchangeList.rows).toHaveCount(2)
  await expect(app.ui.exchangeList.pinned).toHaveCount(1)
  await expect(app.ui.exchangeList.offer, 'it is final now').toBeHidden()
})

test('the exchange in view is pinned and deleted from there, and its neighbour follows', async ({
  console: { ui, page },
}) => {
  const list = ui.exchangeList
  await fetchSome(ui)
  await list.rows.first().click()
  await expect(list.response).toContainText('ip_list')
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Unpin' })).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(list.offer).toContainText('1 exchange deleted')
  await expect(list.response).toContainText('ip_list')
  await page.keyboard.press('Escape')
  await expect(list.rows).toHaveCount(2)
  await list.undo.click()
  await expect(list.pinned).toHaveCount(1)
  await expect(list.rows).toHaveCount(3)
})

test('the keys of a list are told with all the others', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await page.keyboard.press('?')
  await expect(ui.dialog).toContainText('In exchange lists')
  await expect(ui.dialog.getByRole('definition').filter({ hasText: 'Delete' })).toBeVisible()
})
