import { expect, test } from '#e2e/fixtures/app.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'

test.describe('in the sandbox', () => {
  test.beforeEach(({ console: { ui } }) => ui.startSandbox())

  test('lives through its states on the virtual clock', async ({ console: { ui } }) => {
    await expect(ui.token.region).toContainText('No token')
    await ui.token.fetchAndWait()
    await expect(ui.token.region).toContainText('Sandbox · live')
    await expect(ui.token.region).toContainText('Stable')
    await ui.sandbox.jump('to-expiry')
    await expect(ui.token.region).toContainText('Sandbox · expiring')
    expect(await ui.token.secondsLeft()).toBeLessThanOrEqual(10)
    await ui.sandbox.jump('5min')
    await expect(ui.token.region).toContainText('Expired')
    await expect(ui.token.timer).toHaveText('0:00:00')
    await ui.token.fetchAndWait()
    await expect(ui.token.region).toContainText('Sandbox · live')
  })

  test('is shown superseded when calls with it are refused', async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    await ui.sandbox.set('superseded')
    await ui.ipList.fetch.click()
    await expect(ui.token.region).toContainText('Superseded')
    await expect(ui.token.region).toContainText(words.token.say.superseded)
    await expect(ui.ipList.region).toContainText('40001')
    await ui.sandbox.set('superseded', false)
    await ui.token.fetch.click()
    await expect(ui.token.region).toContainText('Sandbox · live')
  })

  test('stable may be fetched again and again: the same token, and the page says so', async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    const masked = await ui.token.value.textContent()
    await ui.token.fetch.click()
    await expect(ui.token.region).toContainText(words.token.say.liveSame)
    await expect(ui.token.value).toHaveText(masked ?? '')
  })

  test('a failed renewal costs nothing', async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    await ui.sandbox.set('invalid-secret')
    await ui.token.fetch.click()
    await expect(ui.token.region.getByRole('alert')).toContainText('40125')
    await expect(ui.token.region.getByRole('alert')).toContainText(said(words.token.failure.still))
    await expect(ui.token.region).toContainText('Sandbox · live')
    await ui.ipList.fetch.click()
    await expect(ui.ipList.entries.first()).toBeVisible()
  })

  test('a slow fetch can be cancelled', async ({ console: { ui } }) => {
    await ui.sandbox.set('slow')
    await ui.token.fetch.click()
    await ui.token.cancel.click()
    await expect(ui.token.fetch).toBeVisible()
    await expect(ui.token.region).toContainText('No token')
    await expect(ui.token.cancel).toBeHidden()
    await ui.sandbox.set('slow', false)
    await ui.token.fetchAndWait()
  })

  test('is copied whole', async ({ console: { ui, page, kind, electronApp } }) => {
    await ui.token.fetchAndWait()
    await ui.token.copy.click()
    await expect(page.getByText('Token copied')).toBeVisible()
    const copied =
      kind === 'desktop'
        ? await electronApp().evaluate(({ clipboard }) => clipboard.readText())
        : await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^92_[\w-]{133}$/)
    await expect(ui.token.value).toContainText(copied.slice(0, 6))
  })

  test('is readable for 30 seconds when asked for', async ({ console: { ui, page } }) => {
    await ui.token.fetchAndWait()
    await expect(ui.token.value).toHaveText(/^92_\S{3}•{10}\S{4}$/)
    await page.clock.install()
    await ui.token.reveal.click()
    await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
    await page.clock.fastForward(29_000)
    await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
    await page.clock.fastForward(1_100)
    await expect(ui.token.value).toHaveText(/•{10}/)
    await expect(ui.token.reveal).toBeVisible()
  })

  test('is hidden by hand, and by looking at another account', async ({ console: { ui } }) => {
    await ui.token.fetchAndWait()
    await ui.token.reveal.click()
    await ui.token.hide.click()
    await expect(ui.token.value).toHaveText(/•{10}/)

    await ui.addAccount.click()
    await ui.form.fill(credentials, 'other')
    await ui.form.submit.click()
    await ui.account('other').waitFor()
    await ui.account('Sandbox').click()
    await ui.token.reveal.click()
    await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
    await ui.account('other').click()
    await expect(ui.token.region).toContainText('No token')
    await ui.account('Sandbox').click()
    await expect(ui.token.value).toHaveText(/•{10}/)
  })
})

test.describe('of the classic family', () => {
  test('is fetched only after being told what that retires', async ({ console: { ui } }) => {
    const wechat = await startWechat()
    await ui.addCustom(wechat.origin, credentials, 'classic', 'classic')
    await ui.token.fetch.click()
    await expect(ui.dialog).toContainText(words.token.classic.title)
    await expect(ui.dialog.getByRole('button', { name: 'Use stable instead' })).toBeFocused()
    await ui.page.keyboard.press('Escape')
    await expect(ui.dialog).toBeHidden()
    expect(wechat.counts()['/cgi-bin/token']).toBe(0)

    await ui.token.fetch.click()
    await ui.dialog.getByRole('button', { name: 'Fetch classic anyway' }).click()
    await expect(ui.token.timer).toHaveText(/^\d:\d\d:\d\d$/)
    await expect(ui.token.region).toContainText('Classic')
    expect(wechat.counts()).toMatchObject({ '/cgi-bin/token': 1, '/cgi-bin/stable_token': 0 })

    await ui.token.fetch.click()
    await expect(ui.dialog).toContainText(said(words.token.classic.seen))
    await ui.page.keyboard.press('Escape')
    await wechat.close()
  })

  test('gives way to stable, which retires nothing', async ({ console: { ui } }) => {
    const wechat = await startWechat()
    await ui.addCustom(wechat.origin, credentials, 'classic', 'classic')
    await ui.token.fetch.click()
    await ui.dialog.getByRole('button', { name: 'Use stable instead' }).click()
    await expect(ui.token.timer).toHaveText(/^\d:\d\d:\d\d$/)
    await expect(ui.token.region).toContainText('Stable')
    expect(wechat.counts()).toMatchObject({ '/cgi-bin/token': 0, '/cgi-bin/stable_token': 1 })
    await wechat.close()
  })
})
