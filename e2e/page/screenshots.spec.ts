import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '#e2e/fixtures/app.ts'
import { projectRoot } from '#e2e/fixtures/programs.ts'
import { credentials, otherCredentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { words } from '#e2e/fixtures/words.ts'
import { CompareScreen } from '#e2e/pages/compare-screen.ts'
import { RequestScreen } from '#e2e/pages/request-screen.ts'
import { SharePane } from '#e2e/pages/share.ts'

const folder = join(projectRoot, 'test-results/screenshots')
const readmePicture = join(projectRoot, 'docs/screenshot.png')
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]
/** As `fixtures/inject/afternoon.cjs` has it. */
const AFTERNOON = Date.UTC(2026, 0, 14, 6, 8, 37)
const languages = ['en', 'zh-CN'] as const
const themes = ['light', 'dark'] as const

/** As the settings screen does, from wherever the page is. */
async function look(page: Page, settings: { language: string; theme: string }): Promise<void> {
  await page.evaluate(
    (json) =>
      fetch('/rpc/settings/update', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-session-key': `${sessionStorage.getItem('half-a-session-key')}${window.name}`,
        },
        body: JSON.stringify({ json }),
      }),
    settings,
  )
  await expect(page.locator('html')).toHaveAttribute('lang', settings.language)
  await expect(page.locator('html')).toHaveAttribute('data-theme', settings.theme)
}

/** One screen in both languages, themes and sizes; English and light again afterwards. */
async function shoot(page: Page, scene: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const language of languages) {
      for (const theme of themes) {
        await look(page, { language, theme })
        const name = `${scene}-${language}-${theme}-${size.width}x${size.height}.png`
        await page.screenshot({ path: join(folder, name), animations: 'disabled', caret: 'hide' })
        expect(
          await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]),
          name,
        ).toEqual([size.width, size.height])
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await look(page, { language: 'en', theme: 'light' })
}

test.describe('@browser pictures', () => {
  test.use({ inject: 'afternoon.cjs', vault: 'persisting', timezoneId: 'Asia/Shanghai' })

  test('of the main screens, in both languages, themes and sizes', async ({ console: { ui, page } }) => {
    test.slow()
    mkdirSync(folder, { recursive: true })
    await page.clock.setSystemTime(AFTERNOON)
    await page.reload()
    await ui.useSandbox.waitFor()
    await page.setViewportSize({ width: 1280, height: 800 })
    await shoot(page, 'first-run')

    const aheadMs = AFTERNOON - Date.now()
    const wechat = await startWechat({ now: () => Date.now() + aheadMs })
    await ui.addCustom(wechat.origin, credentials, 'Qinghe Reading')
    await shoot(page, 'no-token')
    await ui.token.fetchAndWait()
    await ui.ipList.fetch.click()
    await expect(ui.ipList.entries.first()).toBeVisible()
    await ui.addAccount.click()
    await shoot(page, 'add-account')
    await ui.form.fill(otherCredentials, 'Staging')
    await ui.form.submit.click()
    await ui.account('Staging').waitFor()
    await ui.addAccount.click()
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    await shoot(page, 'sandbox')
    await ui.account('Qinghe Reading').click()
    await shoot(page, 'main')
    if (process.env.MP_CONSOLE_README_SHOT) {
      await page.screenshot({ path: readmePicture, animations: 'disabled', caret: 'hide' })
    }
    await ui.palette.open()
    await ui.palette.field.fill('token')
    await shoot(page, 'palette')
    await page.keyboard.press('Escape')
    await expect(ui.palette.dialog).toBeHidden()

    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    await expect(ui.exchanges.response).toContainText('ip_list')
    await shoot(page, 'exchange')
    const share = new SharePane(page)
    await share.open()
    await shoot(page, 'hand-over')
    await share.withSecrets.click()
    await expect(share.copyWithout).toBeFocused()
    await shoot(page, 'real-secrets')
    await page.keyboard.press('Escape')
    await share.preview.waitFor()
    await page.keyboard.press('Escape')
    await expect(share.dialog).toBeHidden()
    const compare = new CompareScreen(page)
    await compare.ask()
    await compare.others.filter({ hasText: 'stable_token' }).first().click()
    await expect(compare.part('response-body')).toBeVisible()
    await shoot(page, 'compare')
    await page.keyboard.press('Escape')
    await expect(ui.exchanges.response).toContainText('ip_list')
    await ui.exchanges.show(ui.exchanges.request, 'Raw')
    await ui.exchanges.show(ui.exchanges.response, 'Raw')
    await ui.exchanges.bytesAs(ui.exchanges.response, 'Hex')
    await ui.exchanges.stack.click()
    await shoot(page, 'exchange-hex-stacked')
    await ui.exchanges.beside.click()
    await ui.exchanges.back.click()
    await ui.exchangeList.openAll.click()
    await ui.exchangeList.clearFilters.click()
    await ui.exchangeList.rows.first().focus()
    await page.keyboard.press('p')
    await expect(ui.exchangeList.pinned).toHaveCount(1)
    await shoot(page, 'exchanges')
    await ui.exchangeList.rows.nth(1).focus()
    await page.keyboard.press('Delete')
    await expect(ui.exchangeList.undo).toBeVisible()
    await shoot(page, 'exchange-deleted')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(ui.exchangeList.undo).toBeHidden()
    await ui.exchangeList.back.click()

    const panel = new RequestScreen(page)
    await panel.open()
    await panel.choose('quota')
    await panel.send.click()
    await expect(panel.reply).toContainText('daily_limit')
    await shoot(page, 'request')
    await panel.choose('clearQuota')
    await panel.send.click()
    await expect(ui.dialog).toBeVisible()
    await shoot(page, 'request-with-a-cost')
    await page.keyboard.press('Escape')
    await panel.back.click()

    await ui.token.force.click()
    await shoot(page, 'forced-refresh')
    await ui.tokenDialogs.forceAnyway.click()
    await expect(ui.tokenDialogs.force).toContainText(words.token.force.first)
    await page.keyboard.press('Escape')
    await ui.token.timeline.click()
    await expect(ui.timeline.items.first()).toBeVisible()
    await ui.timeline.items.first().hover()
    await shoot(page, 'timeline')
    await page.keyboard.press('Escape')
    await page.mouse.move(0, 0)
    await ui.token.autoRenew.click()
    await expect(ui.token.autoRenew).toBeChecked()
    await shoot(page, 'kept-alive')
    await ui.token.autoRenew.click()
    await expect(ui.token.autoRenew).not.toBeChecked()

    await ui.account('Sandbox').click()
    await ui.sandbox.set('superseded')
    await ui.ipList.fetch.click()
    await expect(ui.token.region).toContainText('Superseded')
    await shoot(page, 'superseded')
    await ui.token.why.click()
    await expect(ui.tokenDialogs.evidence).toBeVisible()
    await shoot(page, 'diagnosis')
    await page.keyboard.press('Escape')
    await ui.sandbox.set('superseded', false)
    await ui.token.fetchAndWait()
    await ui.sandbox.jump('to-expiry')
    await expect(ui.token.region).toContainText('expiring')
    await ui.sandbox.jump('5min')
    await expect(ui.token.region).toContainText('Expired')
    await shoot(page, 'expired')
    await ui.sandbox.set('ip-not-whitelisted')
    await ui.token.fetch.click()
    await expect(ui.token.region).toContainText('40164')
    await shoot(page, 'failure')
    await ui.sandbox.set('changing-exit')
    for (const ip of ['203.0.113.47', '203.0.113.12', '203.0.113.61']) {
      await ui.token.fetch.click()
      await expect(ui.doctor.seen.first()).toContainText(ip)
    }
    await ui.doctor.saved.click()
    await expect(ui.doctor.told).not.toBeEmpty()
    await shoot(page, 'whitelist-saved')
    await ui.exchanges.rows.first().click()
    await expect(ui.explanation.region).toBeVisible()
    await shoot(page, 'explained')
    await ui.exchanges.back.click()
    await ui.chooseFromAccountMenu('Explain an error…')
    await ui.explainBox.text.fill('getaddrinfo ENOTFOUND https://api.weixin.qq.com')
    await expect(ui.explainBox.code).toHaveCount(2)
    await shoot(page, 'explained-error')
    await page.keyboard.press('Escape')
    await expect(ui.explainBox.dialog).toBeHidden()
    await ui.settings.open()
    await shoot(page, 'settings')
    await wechat.close()
  })
})
