import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { credentials, startWechat } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { notice } = words.host
const PAGE_BYTES = 4096

/** Two exchanges of the sandbox, and a second account. */
async function fill({ ui }: Console): Promise<void> {
  const wechat = await startWechat()
  await ui.addCustom(wechat.origin, credentials, 'Qinghe')
  await ui.addAccount.click()
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entries.first()).toBeVisible()
  await wechat.close()
}

test('what is left of damaged files is there, told until it is dismissed, and then no more', async ({
  console: app,
}) => {
  await fill(app)
  await app.quit()
  // The page that says where all the others are.
  const database = join(app.dataDir, 'console.sqlite')
  writeFileSync(database, readFileSync(database).fill(0, 0, PAGE_BYTES))
  const accounts = join(app.dataDir, 'accounts.json')
  const damaged = readFileSync(accounts, 'utf8').replace(`"appId": "${credentials.appId}"`, '"appId": 7')
  writeFileSync(accounts, damaged)

  await app.relaunch()
  const saved = () => app.page.getByText(said(notice['store-recovered'], { file: 'console.sqlite', exchanges: '2' }))
  const inUse = () => app.page.getByText(said(notice['state-recovered'], { file: 'accounts.json', entries: '1' }))
  await expect(saved()).toBeVisible()
  await expect(inUse()).toBeVisible()
  await expect(app.ui.exchanges.rows).toHaveCount(2)
  await expect(app.page.getByText('Qinghe')).toHaveCount(0)
  const kept = readdirSync(app.dataDir).find((name) => /^accounts\.unreadable/.test(name))
  expect(readFileSync(join(app.dataDir, kept ?? ''), 'utf8')).toBe(damaged)

  await app.relaunch()
  await expect(saved(), 'not dismissed yet').toBeVisible()
  for (const text of [saved, inUse]) {
    const bar = app.page.getByRole('note').filter({ has: text() })
    await bar.getByRole('button', { name: words.host.dismiss }).click()
    await expect(text()).toBeHidden()
  }
  await app.relaunch()
  await expect(app.ui.exchanges.rows).toHaveCount(2)
  await expect(saved()).toBeHidden()
  await expect(inUse()).toBeHidden()
})

test('a database that is gone is told of', async ({ console: app }) => {
  await fill(app)
  await app.quit()
  rmSync(join(app.dataDir, 'console.sqlite'))
  await app.relaunch()
  await expect(app.page.getByText(said(notice['store-missing'], { file: 'console.sqlite' }))).toBeVisible()
  await app.ui.token.fetchAndWait()
})
