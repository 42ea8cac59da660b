import { expect, test } from '#e2e/fixtures/app.ts'
import { said, words } from '#e2e/fixtures/words.ts'

test.beforeEach(({ console: { ui } }) => ui.startSandbox())

test('gets a token first, and shows each entry once with what came', async ({ console: { ui } }) => {
  await expect(ui.ipList.region).toContainText(words.ipList.emptyTitle)
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries).not.toHaveCount(0)
  await expect(ui.ipList.region).toContainText('21 received')
  await expect(ui.token.timer).toBeVisible()
  await expect(ui.ipList.entry('42.192.6.0/24')).toContainText('×2')
  await expect(ui.exchanges.rows).toHaveCount(2)
})

test('is searched, ordered and copied', async ({ console: { ui, page } }) => {
  await ui.ipList.fetch.click()
  await ui.ipList.find.fill('106.55')
  await expect(ui.ipList.entries).toHaveCount(2)
  await ui.ipList.find.fill('nothing like it')
  await expect(ui.ipList.region).toContainText(words.ipList.noMatch)
  await ui.ipList.find.fill('')
  await ui.ipList.region.getByRole('button', { name: 'By address' }).click()
  await page.getByRole('menuitem', { name: 'As received' }).click()
  await expect(ui.ipList.entries.first()).toContainText('42.192.6.0')

  await ui.ipList.entry('101.226.103.0/25').click()
  await expect(page.getByText('IP copied')).toBeVisible()
  await ui.ipList.find.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(ui.ipList.find).toHaveValue('101.226.103.0/25')

  await ui.ipList.copyAll.click()
  await expect(page.getByText('IP list copied')).toBeVisible()
  await ui.addAccount.click()
  await ui.form.paste.focus()
  await page.keyboard.press('ControlOrMeta+v')
  const lines = (await ui.form.paste.inputValue()).split('\n')
  expect(lines).toContain('106.55.206.146')
  expect(new Set(lines).size).toBe(lines.length)
})

test('a failed fetch keeps the list there was', async ({ console: { ui } }) => {
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries).not.toHaveCount(0)
  await ui.sandbox.set('connection-reset')
  await ui.ipList.fetch.click()
  await expect(ui.ipList.region.getByRole('alert')).toContainText(said(words.ipList.former))
  await expect(ui.ipList.entry('42.192.6.0/24')).toBeVisible()
  await ui.sandbox.set('connection-reset', false)
  await ui.ipList.fetch.click()
  await expect(ui.ipList.region.getByRole('alert')).toBeHidden()
})

test('a slow fetch can be cancelled', async ({ console: { ui } }) => {
  await ui.sandbox.set('slow')
  await ui.ipList.fetch.click()
  await ui.ipList.cancel.click()
  await expect(ui.ipList.fetch).toBeVisible()
  await expect(ui.ipList.region).toContainText(words.ipList.emptyTitle)
})
