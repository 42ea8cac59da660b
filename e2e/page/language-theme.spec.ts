import { expect, test } from '#e2e/fixtures/app.ts'
import { texts } from '#i18n/index.ts'

const { 'zh-CN': zh, en } = texts

test.describe('on a Chinese system', () => {
  test.use({ locale: 'zh-CN' })

  test('the console speaks Chinese, switches at once and remembers', async ({ console: app }) => {
    const { page } = app
    const html = page.locator('html')
    await expect(html).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('button', { name: zh.accounts.first.useSandbox })).toBeVisible()
    await page.getByRole('button', { name: zh.common.language.en }).click()
    await expect(html).toHaveAttribute('lang', 'en')
    await expect(app.ui.useSandbox).toBeVisible()

    await app.relaunch()
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'en')
    await app.ui.startSandbox()
    await app.ui.settings.open()
    await app.ui.settings.language.selectOption(zh.common.language['zh-CN'])
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(app.page.getByRole('region', { name: zh.accounts.region, exact: true })).toBeVisible()
    await app.page.getByRole('main').getByRole('button', { name: zh.common.close }).click()
    for (const region of [zh.token.region, zh.ipList.region, zh.exchange.region]) {
      await expect(app.page.getByRole('region', { name: region, exact: true })).toBeVisible()
    }
    await expect(app.page.getByRole('button', { name: zh.token.fetch })).toBeVisible()
  })
})

test('on an English system the console speaks English', async ({ console: { page } }) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByText(en.accounts.first.title)).toBeVisible()
})

test.describe('on a dark system', () => {
  test.use({ colorScheme: 'dark' })

  test('the console is dark, and light when told so, also after a restart', async ({ console: app }) => {
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await app.ui.settings.open()
    await app.ui.settings.theme.getByRole('radio', { name: 'Light' }).click()
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'light')
    await app.relaunch()
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'light')
  })
})

test('the system theme is followed while it changes', async ({ console: { page } }) => {
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'light')
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'dark')
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(light)
})
