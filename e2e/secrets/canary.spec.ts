import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { findIn, findInFiles, findInProcesses, formsOf } from '#e2e/fixtures/canary.ts'
import { vaultFileOf } from '#e2e/fixtures/host.ts'
import { credentials, otherCredentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { words } from '#e2e/fixtures/words.ts'
import { SharePane } from '#e2e/pages/share.ts'

/** All that a page shows, holds and keeps. */
async function contentsOf(page: Page): Promise<Record<string, string>> {
  const dom = await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
    return {
      html: document.documentElement.outerHTML,
      shadows: shadows.map(({ innerHTML, textContent }) => `${innerHTML}\n${textContent}`).join('\n'),
      values: [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
        .map(({ value }) => value)
        .join('\n'),
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      history: JSON.stringify([location.href, history.state]),
      databases: JSON.stringify(databases),
      caches: JSON.stringify(await caches.keys()),
    }
  })
  return { ...dom, cookies: JSON.stringify(await page.context().cookies()) }
}

async function findAnywhere(app: Console, secret: string): Promise<string[]> {
  const inPage = Object.entries(await contentsOf(app.page)).flatMap(([place, text]) => findIn(place, text, secret))
  return [...inPage, ...findOutside(app, secret)]
}

function findOutside(app: Console, secret: string): string[] {
  return [
    ...findInFiles(app.dataDir, secret),
    ...(existsSync(vaultFileOf(app.dataDir)) ? findIn('vault', readFileSync(vaultFileOf(app.dataDir)), secret) : []),
    ...findIn('stdout', app.stdout, secret),
    ...findIn('stderr', app.stderr, secret),
    ...findInProcesses(app.pid, secret),
  ]
}

test('the search itself finds a secret in each of its forms', () => {
  const { appSecret } = credentials
  for (const text of [appSecret, btoa(`?${appSecret}`), btoa(`??${appSecret}.`), btoa(`{"s":"${appSecret}"}`)]) {
    expect(findIn('text', text, appSecret), text).not.toEqual([])
  }
  const forms = formsOf(appSecret)
  for (const [form, bytes] of forms) expect(findIn('text', bytes, appSecret)).toContain(`text (${form})`)
  expect(new Set([...forms.values()].map((bytes) => bytes.toString('latin1'))).size).toBeGreaterThan(15)
})

for (const vault of ['memory', 'persisting'] as const) {
  test.describe(`with secrets ${vault === 'memory' ? 'in memory' : 'in a vault'}`, () => {
    test.use({ vault })

    test('a whole session leaves AppSecret and token nowhere', async ({ console: app }) => {
      test.slow()
      const { ui, page } = app
      const { appSecret } = credentials
      const wechat = await startWechat()

      // Typed and pasted, sent wrong and right, shown and copied, opened in every raw view.
      await ui.form.paste.fill(`AppID ${credentials.appId}\nAppSecret ${appSecret}`)
      await ui.form.label.fill('Qinghe')
      await ui.form.chooseOrigin(wechat.origin)
      await ui.form.submit.click()
      await ui.form.confirmation(wechat.origin).send.click()
      await ui.account('Qinghe').waitFor()
      await ui.token.fetchAndWait()
      await ui.ipList.fetch.click()
      await expect(ui.ipList.entries.first()).toBeVisible()
      await ui.token.reveal.click()
      await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
      const token = (await ui.token.value.textContent()) ?? ''
      const shownIn = Object.entries(await contentsOf(page)).filter(([, text]) => text.includes(token))
      expect(
        shownIn.map(([place]) => place),
        'while revealed it is text on the page and nothing else',
      ).toEqual(['html'])
      const attributes = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .flatMap((element) => [...element.attributes].map(({ value }) => value))
          .join('\n'),
      )
      expect(attributes).not.toContain(token)
      await ui.token.hide.click()
      await ui.token.copy.click()

      await ui.chooseFromAccountMenu('Replace AppSecret…')
      await ui.dialog.getByLabel('AppSecret', { exact: true }).fill(otherCredentials.appSecret)
      await ui.dialog.getByRole('button', { name: 'Replace', exact: true }).click()
      await expect(ui.dialog).toBeHidden()
      await ui.token.fetch.click()
      await expect(ui.token.region.getByRole('alert')).toContainText('40125')
      wechat.setScenario('truncated-json', true)
      await ui.token.fetch.click()
      await expect(ui.token.region.getByRole('alert')).toContainText(words.problem.truncated.title)
      wechat.setScenario('truncated-json', false)

      const count = await ui.exchanges.rows.count()
      for (let index = 0; index < count; index += 1) {
        await ui.exchanges.rows.nth(index).click()
        await expect(ui.exchanges.request).toContainText('/cgi-bin/')
        await expect(ui.exchanges.request).toContainText(/secrets? (was|were) removed/)
        for (const pane of [ui.exchanges.request, ui.exchanges.response]) {
          for (const tab of await pane.getByRole('tab').all()) {
            await tab.click()
            await expect(pane).toContainText(/HTTP\/1\.1|[{[]/)
            for (const secret of [appSecret, otherCredentials.appSecret, token]) {
              expect(await findAnywhere(app, secret)).toEqual([])
            }
          }
        }
        const share = new SharePane(page)
        await share.copyCurl.click()
        await share.open()
        for (const format of ['undici', 'html', 'har'] as const) await share.choose(format)
        for (const secret of [appSecret, otherCredentials.appSecret, token]) {
          expect(await findAnywhere(app, secret)).toEqual([])
        }
        await page.keyboard.press('Escape')
        await expect(share.dialog).toBeHidden()
        await ui.exchanges.back.click()
      }
      expect(count).toBe(4)

      await app.quit()
      for (const secret of [appSecret, otherCredentials.appSecret, token]) expect(findOutside(app, secret)).toEqual([])
      await wechat.close()
    })
  })
}

test('the content security policy is on the page, and every test fails on a report', async ({ console: app }) => {
  const policy = await app.page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'; script-src 'self'")
  const blocked = await app.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), {
          once: true,
        })
        const image = document.createElement('img')
        image.src = 'https://elsewhere.test/pixel.png'
        document.body.append(image)
      }),
  )
  expect(blocked).toBe('img-src')
  app.tolerate(/elsewhere\.test/)
})
