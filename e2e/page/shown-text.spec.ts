import { expect, test } from '#e2e/fixtures/app.ts'
import { goodToken, json, startHostile } from '#e2e/fixtures/hostile.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'

/** Reads `192.168.1.1` to somebody who only looks. */
const turned = '\u202e1.1.861.291'
const invisible = '10.0.0.\u200b1'

test('what turns or hides in a peer’s words is shown, and copied as it came', async ({ console: { ui, page } }) => {
  const server = await startHostile(goodToken)
  await ui.addCustom(server.origin, credentials, 'hostile')
  await ui.token.fetchAndWait()

  server.behave(json({ ip_list: [turned, invisible, '1.2.3.4'] }))
  await ui.ipList.fetchAndWait()
  const entry = ui.ipList.entry('[U+202E]1.1.861.291')
  await expect(entry).toContainText('U+202E1.1.861.291')
  await expect(entry).not.toContainText('\u202e')
  await expect(ui.ipList.entries.filter({ hasText: 'U+200B' })).toHaveCount(1)
  await entry.click()
  await expect(page.getByText('IP copied')).toBeVisible()
  await ui.ipList.find.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(ui.ipList.find).toHaveValue(turned)

  server.behave(json({ errcode: 99_999, errmsg: 'no \u202eelor a\u2066\u0007' }))
  await ui.ipList.fetch.click()
  await ui.ipList.region.getByRole('alert').getByRole('button', { name: 'View request' }).click()
  await expect(page.getByRole('alert')).toContainText('no [U+202E]elor a[U+2066 ␇]')
  await server.close()
})

test('what is pasted is read as far as a text goes, which is said; nothing of it is lost', async ({
  console: { ui },
}) => {
  await ui.useSandbox.waitFor()
  // On one line: Chromium itself takes the square of the lines that are put into a box at once.
  const hashes = '0123456789abcdef0123456789abcdee '.repeat(1_000)
  await ui.form.paste.fill(hashes)
  await expect(ui.form.root).toContainText('Only the first 20,000 characters are analyzed. The rest stays in the box.')
  await expect(ui.form.paste).toHaveValue('•'.repeat(32).concat(' ').repeat(1_000))
})

test('a label that turns around is shown in full, in the title of the window too', async ({
  console: { ui, page },
}) => {
  await ui.useSandbox.waitFor()
  await ui.form.fill(credentials, 'shop \u202etset')
  await ui.form.submit.click()
  await expect(ui.accounts).toContainText('shop [U+202E]tset')
  await expect.poll(() => page.title()).toContain('shop [U+202E]tset')
})
