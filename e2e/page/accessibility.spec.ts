import type { Locator, Page } from '@playwright/test'
import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme })
    test.slow()

    test('on the screens of an account', async ({ console: { ui, page } }) => {
      await ui.useSandbox.waitFor()
      await expectAccessible(page, 'first run')
      await ui.form.submit.click()
      await expectAccessible(page, 'first run with errors')
      await ui.startSandbox()
      await expectAccessible(page, 'no token')
      await ui.ipList.fetch.click()
      await expect(ui.ipList.entries.first()).toBeVisible()
      await expectAccessible(page, 'live token, IP list, exchanges')
      await ui.palette.open()
      await expectAccessible(page, 'palette')
      await page.keyboard.press('Escape')
      await expect(ui.palette.dialog).toBeHidden()
      await ui.token.reveal.click()
      await expect(ui.token.hide).toBeVisible()
      await expectAccessible(page, 'revealed token')
      await ui.exchanges.rows.first().click()
      await expect(ui.exchanges.code(ui.exchanges.response)).toContainText('ip_list')
      await expectAccessible(page, 'raw exchange')
      await ui.exchanges.code(ui.exchanges.response).press('ControlOrMeta+f')
      await page.keyboard.type('42')
      await ui.exchanges.show(ui.exchanges.request, 'Raw')
      await expectAccessible(page, 'raw exchange as sent, searched')
      await ui.exchanges.show(ui.exchanges.response, 'Raw')
      await ui.exchanges.bytesAs(ui.exchanges.response, 'Hex')
      await ui.exchanges.stack.click()
      await expectAccessible(page, 'raw exchange in hex, stacked')
      await ui.exchanges.beside.click()
      await ui.exchanges.back.click()
      const list = ui.exchangeList
      await list.openAll.click()
      await list.rows.first().focus()
      await page.keyboard.press('p')
      await expect(list.pinned).toHaveCount(1)
      await page.keyboard.press('x')
      await expectAccessible(page, 'all exchanges, one pinned and selected')
      await page.keyboard.press('Escape')
      await list.rows.last().focus()
      await page.keyboard.press('Delete')
      await expect(list.undo).toBeVisible()
      await expectAccessible(page, 'a deleted exchange that can be brought back')
      await list.undo.click()
      await list.clear.click()
      await expectAccessible(page, 'clear exchanges')
      await page.keyboard.press('Escape')
      await list.filter.fill('nothing like it')
      await expectAccessible(page, 'no exchange matches')
      await list.clearFilters.first().click()
      await list.back.click()
      await ui.sandbox.jump('to-expiry')
      await expect(ui.token.region).toContainText('expiring')
      await expectAccessible(page, 'expiring token')
      await ui.sandbox.jump('5min')
      await expect(ui.token.region).toContainText('Expired')
      await expectAccessible(page, 'expired token')
      await ui.sandbox.set('ip-not-whitelisted')
      await ui.token.fetch.click()
      await expect(ui.token.region).toContainText('40164')
      await expectAccessible(page, 'IP not whitelisted')
      await ui.sandbox.set('changing-exit')
      await ui.token.fetch.click()
      await expect(ui.doctor.seen).toContainText('2 times')
      await ui.token.fetch.click()
      await expect(ui.doctor.exit).toBeVisible()
      await ui.doctor.saved.click()
      await expect(ui.doctor.told).not.toBeEmpty()
      await expectAccessible(page, 'changing exit, saved whitelist')
      await ui.sandbox.set('changing-exit', false)
      await ui.exchanges.rows.first().click()
      await expect(ui.explanation.region).toBeVisible()
      await expectAccessible(page, 'explained failure')
      await ui.explanation.openDoctor.click()
      await expect(ui.doctor.heading).toBeVisible()
      await expectAccessible(page, 'whitelist doctor')
      await ui.doctor.back.click()
      await ui.sandbox.set('ip-not-whitelisted', false)
      await ui.token.fetchAndWait()
      await ui.sandbox.set('superseded')
      await ui.ipList.fetch.click()
      await expect(ui.token.region).toContainText('Superseded')
      await expectAccessible(page, 'superseded token, failed IP list')
    })

    test('on what is done about a token', async ({ console: { ui, page } }) => {
      await ui.startSandbox()
      await ui.token.fetchAndWait()
      await ui.token.autoRenew.click()
      await expect(ui.token.autoRenew).toBeChecked()
      await expectAccessible(page, 'kept alive')
      await ui.token.force.click()
      await expectAccessible(page, 'forced refresh')
      await ui.tokenDialogs.forceAnyway.click()
      await expect(ui.tokenDialogs.forceAgainIn).toBeVisible()
      await expectAccessible(page, 'second forced refresh')
      await page.keyboard.press('Escape')
      await expect(ui.tokenDialogs.force).toBeHidden()
      await ui.chooseFromAccountMenu('Explain an error…')
      await ui.explainBox.text.fill('getaddrinfo ENOTFOUND https://api.weixin.qq.com')
      await expect(ui.explainBox.code).toHaveCount(2)
      await expectAccessible(page, 'explained error')
      await page.keyboard.press('Escape')
      await expect(ui.explainBox.dialog).toBeHidden()
      await ui.chooseFromAccountMenu('Diagnose a token…')
      await expect(ui.tokenDialogs.evidence).toBeVisible()
      await expectAccessible(page, 'diagnosis')
      await page.keyboard.press('Escape')
      await expect(ui.tokenDialogs.diagnosis).toBeHidden()
      await ui.token.timeline.click()
      await expect(ui.timeline.items.first()).toBeVisible()
      await expectAccessible(page, 'timeline')
      await page.keyboard.press('Escape')
      await ui.chooseFromAccountMenu('Paste a token…')
      await ui.pasteForm.submit.click()
      await expectAccessible(page, 'bad paste')
      await ui.pasteForm.token.fill(`92_${'x'.repeat(133)}`)
      await ui.pasteForm.submit.click()
      await expect(ui.dialog).toBeHidden()
      await expectAccessible(page, 'pasted token')
    })

    test('in settings and dialogs', async ({ console: { ui, page } }) => {
      await ui.form.fill(credentials, 'Qinghe')
      await ui.form.submit.click()
      await ui.account('Qinghe').waitFor()
      await ui.settings.open()
      for (const section of ['General', 'Network', 'Secrets', 'Storage', 'Shortcuts', 'About'] as const) {
        await ui.settings.section(section)
        await expectAccessible(page, `settings: ${section}`)
      }
      await ui.settings.close.click()

      await ui.addAccount.click()
      await ui.form.advanced.click()
      await ui.form.host.selectOption('Custom host…')
      await expectAccessible(page, 'add account')
      await ui.form.fill(credentials, 'classic')
      await ui.form.origin.fill('https://relay.example.com')
      await ui.form.chooseClassic()
      await ui.form.submit.click()
      const { back, send } = ui.form.confirmation('https://relay.example.com')
      await expect(back).toBeFocused()
      await expectAccessible(page, 'confirm origin')
      await send.click()
      await ui.account('classic').waitFor()
      await ui.token.fetch.click()
      await expect(ui.dialog).toBeVisible()
      await expectAccessible(page, 'confirm classic')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      await expectAccessible(page, 'edit account')
      await page.keyboard.press('Escape')
      await ui.chooseFromAccountMenu('Network…')
      await ui.route.typeProxy('127.0.0.1:1080')
      await ui.route.save.click()
      await expect(ui.route.address).toBeFocused()
      await expectAccessible(page, 'network')
      await page.keyboard.press('Escape')
      await ui.chooseFromAccountMenu('Replace AppSecret…')
      await expectAccessible(page, 'replace secret')
      await page.keyboard.press('Escape')
      await ui.chooseFromAccountMenu('Delete account…')
      await expectAccessible(page, 'delete account')
      await page.keyboard.press('Escape')
      await expect(ui.dialog).toBeHidden()
      await page.keyboard.press('?')
      await expect(ui.dialog).toBeVisible()
      await expectAccessible(page, 'shortcuts')
    })
  })
}

/** Moves on by Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, 'reached by Tab').toBeFocused()
}

test('the whole way from first run to raw exchange goes by keyboard', async ({ console: { ui, page } }) => {
  await ui.useSandbox.waitFor()
  await tabTo(page, ui.useSandbox)
  await page.keyboard.press('Enter')
  await ui.token.fetch.waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(ui.token.timer).toHaveText(/^\d:\d\d:\d\d$/)
  await page.keyboard.press('ControlOrMeta+i')
  await expect(ui.ipList.entries.first()).toBeVisible()
  await tabTo(page, ui.exchanges.rows.first())
  await page.keyboard.press('ArrowDown')
  await expect(ui.exchanges.rows.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(ui.exchanges.request).toContainText('POST /cgi-bin/stable_token')
  await page.keyboard.press('Escape')
  await expect(ui.exchanges.rows.nth(1), 'the focus is back where it was').toBeFocused()
})

test('F6 goes from region to region', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  const seen = new Set<string>()
  for (let presses = 0; presses < 4; presses += 1) {
    await page.keyboard.press('F6')
    seen.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
  }
  expect([...seen].toSorted()).toEqual(['Accounts', 'Exchanges', 'IP list', 'Token'])
})

test('whatever has the focus shows it', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries.first()).toBeVisible()
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const element = document.activeElement ?? document.body
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return {
        html: element.outerHTML.slice(0, 200),
        visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        isBody: element === document.body,
      }
    })
    if (!focus.isBody) expect(focus.visible, focus.html).toBe(true)
  }
})

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce' })

  test('nothing goes round', async ({ console: { ui, page } }) => {
    await ui.startSandbox()
    await ui.sandbox.set('slow')
    await ui.token.fetch.click()
    await expect(ui.token.cancel).toBeVisible()
    const endless = await page.evaluate(
      () =>
        document
          .getAnimations()
          .filter((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY).length,
    )
    expect(endless).toBe(0)
    await expect(ui.token.region).toContainText('Fetching')
  })
})

test('the live region speaks when the state changes, and not at every tick', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await ui.token.announcement.evaluate((region) => {
    region.dataset.spoken = ''
    new MutationObserver(() => {
      region.dataset.spoken += `${region.textContent}|`
    }).observe(region, { childList: true, characterData: true, subtree: true })
  })
  await ui.token.fetchAndWait()
  const first = await ui.token.secondsLeft()
  await expect.poll(() => ui.token.secondsLeft()).toBeLessThanOrEqual(first - 3)
  await expect(ui.token.announcement).toHaveAttribute('data-spoken', /^(Fetching token\|)?Token live\|$/)
  await expect(ui.token.timer).toHaveAttribute('aria-live', 'off')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
