import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Console } from '#e2e/fixtures/app.ts'
import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { words } from '#e2e/fixtures/words.ts'
import { SharePane } from '#e2e/pages/share.ts'

const { share } = words
const run = promisify(execFile)

/** What is on the clipboard, as another program would see it. */
const clipboardOf = ({ kind, page, electronApp }: Console): Promise<string> =>
  kind === 'desktop'
    ? electronApp().evaluate(({ clipboard }) => clipboard.readText())
    : page.evaluate(() => navigator.clipboard.readText())

/** The token in full, as a person reads it. */
async function revealed({ ui }: Console): Promise<string> {
  await ui.token.reveal.click()
  await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
  const token = (await ui.token.value.textContent()) ?? ''
  await ui.token.hide.click()
  return token
}

test.describe('an exchange is handed over', () => {
  test.beforeEach(async ({ console: { ui } }) => {
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    await ui.ipList.fetch.click()
    await expect(ui.ipList.entries.first()).toBeVisible()
  })

  test('as cURL at once, its token a placeholder, which is said', async ({ console: app }) => {
    const { ui, page } = app
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    await pane.copyCurl.click()
    await expect(page.getByText('cURL copied. $WX_ACCESS_TOKEN is a placeholder')).toBeVisible()
    // Another program's view of what a page copies is the browser's affair.
    if (app.kind === 'browser') {
      expect(await clipboardOf(app)).toMatch(
        /^curl 'http:\/\/127\.0\.0\.1:\d+\/cgi-bin\/getcallbackip\?access_token='"\$WX_ACCESS_TOKEN" \\\n/,
      )
    }
  })

  test('as code that gets the recorded reply, once its variable is set', async ({ console: app }) => {
    const { ui, page, dataDir } = app
    const token = await revealed(app)
    const listed = await ui.ipList.entries.allTextContents()
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    await pane.open()
    await pane.choose('https')
    await expect(pane.preview.locator('mark').first()).toHaveText('WX_ACCESS_TOKEN')
    await expect(pane.removed).toContainText('$WX_ACCESS_TOKEN the access_token · 136 characters, once: request URL')
    await expectAccessible(page, 'hand over')
    const text = await pane.text()
    expect(text).not.toContain(token)
    const file = join(dataDir, '..', 'call.mjs')
    writeFileSync(file, text)
    const { stdout } = await run(process.execPath, [file], { env: { WX_ACCESS_TOKEN: token } })
    const [first = ''] = JSON.parse(stdout).ip_list as string[]
    expect(listed.join('\n')).toContain(first)
  })

  test('in every form without its secrets', async ({ console: app }) => {
    const { ui, page } = app
    const token = await revealed(app)
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/stable_token').click()
    await pane.open()
    for (const format of ['curl', 'undici', 'https', 'har', 'html', 'request', 'response'] as const) {
      await pane.choose(format)
      await expect(pane.preview.locator('mark').first()).toBeVisible()
      expect(await page.content(), format).not.toContain(token)
    }
    await pane.choose('har')
    await expect(pane.removed.getByRole('listitem')).toHaveText([
      /^\$WX_APPSECRET the AppSecret · 32 characters, once: request body$/,
      /^\$WX_ACCESS_TOKEN the access_token · 136 characters, once: response body$/,
    ])
  })

  test('with a real secret only after a second question, which names it', async ({ console: app }) => {
    const { ui, page, kind } = app
    const token = await revealed(app)
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    await pane.open()
    await pane.withSecrets.click()
    await expect(pane.secrets.getByRole('region', { name: share.secrets.included })).toContainText('$WX_ACCESS_TOKEN')
    await expect(pane.copyWithout).toBeFocused()
    await expect(pane.secrets).toContainText(kind === 'desktop' ? share.secrets.unseen : share.secrets.seen)
    await expectAccessible(page, 'real secrets')
    await pane.confirmSecrets.click()
    await expect(page.getByText(share.secrets.copied)).toBeVisible()
    await expect(pane.secrets).toBeHidden()
    expect(await clipboardOf(app)).toContain(`access_token=${token}'`)
    expect(await page.content()).not.toContain(token)
  })

  test('an AppSecret is copied by a desktop alone, and never by a page', async ({ console: app }) => {
    const { ui, page, kind } = app
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/stable_token').click()
    await pane.open()
    await pane.withSecrets.click()
    if (kind === 'desktop') {
      await pane.confirmSecrets.click()
      await expect(page.getByText(share.secrets.copied)).toBeVisible()
      expect(await clipboardOf(app)).toMatch(/"secret":"[0-9a-f]{32}"/)
      return
    }
    const kept = pane.secrets.getByRole('region', { name: share.secrets.kept })
    await expect(kept).toContainText(share.secrets['no-clipboard'])
    await expect(pane.secrets).toContainText(share.secrets.none)
    await expect(pane.confirmSecrets).toBeHidden()
    await pane.copyWithout.click()
    await expect(page.getByText(share.copied, { exact: true })).toBeVisible()
    expect(await clipboardOf(app)).toContain('"secret":"\'"$WX_APPSECRET"\'"')
  })

  test('many at once, as the one HAR file that the list shows', async ({ console: { ui, page } }) => {
    const pane = new SharePane(page)
    await ui.exchanges.region.getByRole('button', { name: words.exchange.openAll }).click()
    await pane.exportHar.click()
    await expect(pane.har).toContainText('Export 2 exchanges as HAR')
    await expect(pane.har.getByRole('region', { name: 'Preview' })).toContainText('/cgi-bin/stable_token')
    await expectAccessible(page, 'HAR of a list')
    await page.keyboard.press('Escape')
    await expect(pane.har).toBeHidden()
    await expect(ui.exchanges.rows.first()).toBeVisible()
  })

  test('as files: HAR, the exact bytes of a body, and a page that opens by itself @browser', async ({
    console: { ui, page, dataDir },
  }) => {
    const pane = new SharePane(page)
    await ui.exchanges.row('/cgi-bin/getcallbackip').click()
    await expect(ui.exchanges.response).toContainText('ip_list')
    await pane.open()
    const saved = async (format: Parameters<typeof pane.choose>[0]) => {
      await pane.choose(format)
      const [download] = await Promise.all([page.waitForEvent('download'), pane.save.click()])
      const file = join(dataDir, '..', download.suggestedFilename())
      await download.saveAs(file)
      return file
    }
    const har = JSON.parse(readFileSync(await saved('har'), 'utf8'))
    const { content } = har.log.entries[0].response
    const body = await saved('response')
    expect(body).toMatch(/getcallbackip-\d+-response\.json$/)
    expect(readFileSync(body, 'utf8')).toBe(content.text)

    const opened = await page.context().newPage()
    const errors: string[] = []
    opened.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    opened.on('request', (request) => {
      if (!request.url().startsWith('file:')) errors.push(request.url())
    })
    await opened.goto(`file://${await saved('html')}`)
    await expect(opened.getByRole('heading', { level: 1 })).toHaveText('GET /cgi-bin/getcallbackip')
    await expect(opened.locator('mark').first()).toHaveText('$WX_ACCESS_TOKEN')
    await expect(opened.getByText('"ip_list": [')).toBeVisible()
    expect(await opened.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('960px')
    await expectAccessible(opened, 'handed over page')
    expect(errors).toEqual([])
    await opened.close()
  })
})
