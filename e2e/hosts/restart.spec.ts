import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { vaultFileOf } from '#e2e/fixtures/host.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'

test.describe('with a vault that persists', () => {
  test.use({ vault: 'persisting' })

  test('everything is there after a restart, the token too', async ({ console: app }) => {
    const wechat = await startWechat()
    await app.ui.addCustom(wechat.origin, credentials, 'Qinghe')
    await needsPersistence(app)
    await app.ui.token.fetchAndWait()
    const masked = await app.ui.token.value.textContent()
    await app.ui.settings.open()
    await app.ui.settings.section('Network')
    await app.ui.settings.timeout.fill('7')
    await app.ui.settings.timeout.press('Enter')
    await app.ui.settings.close.click()

    await app.relaunch()
    await expect(app.ui.account('Qinghe')).toHaveAttribute('aria-current', 'true')
    await expect(app.ui.token.value).toHaveText(masked ?? '')
    await expect(app.ui.token.timer).toHaveText(/^1:59:|^2:00:/)
    await expect(app.ui.exchanges.rows).toHaveCount(1)
    await app.ui.token.fetch.click()
    await expect(app.ui.token.region).toContainText(words.token.say.liveSame)
    await app.ui.settings.open()
    await app.ui.settings.section('Network')
    await expect(app.ui.settings.timeout).toHaveValue('7')
    await wechat.close()
  })

  test('a token that is older than the last one obtained is unverified, not live', async ({ console: app }) => {
    const wechat = await startWechat()
    await app.ui.addCustom(wechat.origin, credentials, 'Qinghe', 'classic')
    await needsPersistence(app)
    const first = await fetchClassic(app)
    await app.quit()
    // As after a kill that the vault's last write did not survive.
    const file = app.kind === 'desktop' ? join(app.dataDir, 'vault.json') : vaultFileOf(app.dataDir)
    const older = readFileSync(file)
    await app.relaunch()
    await fetchClassic(app, first)
    await app.quit()
    writeFileSync(file, older)
    await app.relaunch()
    await expect(app.ui.token.region).toContainText(words.token.unverified['newer-obtained'])
    await expect(app.ui.token.region).toContainText(words.token.unverified['newer-obtainedThen'])
    await wechat.close()
  })

  test('the sandbox goes on where it was', async ({ console: app }) => {
    await app.ui.startSandbox()
    await needsPersistence(app)
    await app.ui.token.fetchAndWait()
    await app.ui.sandbox.jump('1h')
    await app.relaunch()
    await expect(app.ui.token.timer).toHaveText(/^0:59:|^1:00:/)
    await app.ui.ipList.fetch.click()
    await expect(app.ui.ipList.entries.first()).toBeVisible()
    await expect(app.ui.exchanges.rows, 'no 40001, no second token').toHaveCount(2)
  })
})

test.describe('with a vault in memory', () => {
  test('the account says why its secret is needed, and resumes with it', async ({ console: app }) => {
    const wechat = await startWechat()
    await app.ui.addCustom(wechat.origin, credentials, 'Qinghe')
    await app.ui.token.fetchAndWait()
    await expect(app.ui.accounts).toContainText('are kept in memory only and cleared when you quit')

    await app.relaunch()
    await expect(app.ui.account('Qinghe')).toContainText('Secret needed')
    await expect(app.ui.token.region).toContainText(words.accounts.secret.reason['memory-only'].replace(/\.$/, ''))
    await expect(app.ui.exchanges.rows).toHaveCount(1)
    const field = app.ui.token.region.getByLabel('AppSecret', { exact: true })
    await field.fill(credentials.appSecret)
    await app.ui.token.region.getByRole('button', { name: 'Use', exact: true }).click()
    await app.ui.token.fetchAndWait()
    await wechat.close()
  })

  test('the sandbox needs no secret from anyone', async ({ console: app }) => {
    await app.ui.startSandbox()
    await app.ui.token.fetchAndWait()
    await app.relaunch()
    await app.ui.token.fetchAndWait()
  })
})

test.describe('how much is kept of the exchanges', () => {
  test('is said and set under Storage, and is there after a restart with what it keeps', async ({ console: app }) => {
    await app.ui.startSandbox()
    await app.ui.token.fetchAndWait()
    await app.ui.ipList.fetch.click()
    await expect(app.ui.ipList.entries.first()).toBeVisible()
    let { settings } = app.ui
    await settings.open()
    await settings.section('Storage')
    await expect(settings.panel).toContainText(/Currently 2 exchanges, [\d.]+ KiB\. Pinned: 0\./)

    await settings.maxExchanges.fill('99')
    await settings.maxExchanges.press('Enter')
    await expect(settings.maxExchanges).toHaveAccessibleDescription('Enter a whole number from 100 to 20,000.')
    await expect(settings.maxExchanges).toHaveValue('99')
    await settings.maxExchanges.fill('500')
    await settings.maxExchanges.press('Enter')
    await settings.maxExchangeMb.fill('64')
    await settings.maxExchangeMb.press('Enter')
    await expect(settings.maxExchanges).toHaveAccessibleDescription(/^100–20,000/)
    await settings.close.click()

    await app.relaunch()
    await expect(app.ui.exchanges.rows).toHaveCount(2)
    ;({ settings } = app.ui)
    await settings.open()
    await settings.section('Storage')
    await expect(settings.maxExchanges).toHaveValue('500')
    await expect(settings.maxExchangeMb).toHaveValue('64')
    await expect(settings.panel).toContainText('Currently 2 exchanges')
  })
})

test.describe('a damaged file', () => {
  const accounts = '{"version": 1, "data": [{]'
  test.use({ files: { 'accounts.json': accounts, 'console.sqlite': 'not a database '.repeat(400) } })

  test('is set aside with a word, and the console starts', async ({ console: { ui, page, dataDir } }) => {
    const { notice } = words.host
    await expect(page.getByText(said(notice['state-set-aside'], { file: 'accounts.json' }))).toBeVisible()
    await expect(page.getByText(said(notice['store-set-aside'], { file: 'console.sqlite' }))).toBeVisible()
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    const kept = readdirSync(dataDir).find((name) => /^accounts\.unreadable/.test(name))
    expect(readFileSync(join(dataDir, kept ?? ''), 'utf8')).toBe(accounts)
  })
})

test.describe('a file of a newer version', () => {
  const newer = JSON.stringify({ version: 99, data: { theme: 'dark', language: 'en' }, unknown: true })
  test.use({ files: { 'settings.json': newer } })

  test('is left as it is, with a word', async ({ console: app }) => {
    await expect(app.page.getByText(said(words.host.notice['state-newer'], { file: 'settings.json' }))).toBeVisible()
    await app.ui.startSandbox()
    await app.ui.settings.open()
    await app.ui.settings.theme.getByRole('radio', { name: 'Dark' }).click()
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await app.quit()
    expect(readFileSync(join(app.dataDir, 'settings.json'), 'utf8')).toBe(newer)
  })
})

/** Answers the new token as it is shown, which is another than `before`. */
async function fetchClassic({ ui }: Console, before = ''): Promise<string> {
  await ui.token.fetch.click()
  await ui.dialog.getByRole('button', { name: 'Fetch classic anyway' }).click()
  await expect(ui.token.value).toHaveText(/•/)
  await expect(ui.token.value).not.toHaveText(before)
  return (await ui.token.value.textContent()) ?? ''
}

/** A desktop without a system keyring has nothing to persist secrets in, and says so. */
async function needsPersistence({ kind, ui }: Console): Promise<void> {
  await expect(ui.accounts).toContainText(/secrets (in|are kept)/i)
  const inMemory = (await ui.accounts.textContent())?.includes('kept in memory only') ?? false
  test.skip(kind === 'desktop' && inMemory, 'needs a system keyring')
}
