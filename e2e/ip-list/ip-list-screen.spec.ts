import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { said, words } from '#e2e/fixtures/words.ts'
import { IpListScreen } from '#e2e/pages/ip-list-screen.ts'

const { ipList } = words

test.beforeEach(async ({ console: { ui } }) => {
  await ui.startSandbox()
  await ui.ipList.fetchAndWait()
})

test('the two lists are kept apart, each with its direction', async ({ console: { ui, page } }) => {
  await expect(ui.ipList.region).toContainText(ipList.direction.callback)
  await ui.ipList.apiDomain.click()
  await expect(ui.ipList.region).toContainText(ipList.direction['api-domain'])
  await expect(ui.ipList.region).toContainText(ipList.emptyTitle)
  await ui.ipList.fetchAndWait()
  await expect(ui.exchanges.row('/cgi-bin/get_api_domain_ip')).toBeVisible()
  await expect(ui.ipList.entries.first()).toContainText('127.')
  await ui.ipList.callback.click()
  await expect(ui.ipList.entry('42.192.6.0/24')).toBeVisible()
  await expect(ui.ipList.entry('127.14.22.248')).toBeHidden()

  await page.setViewportSize({ width: 900, height: 600 })
  await ui.ipList.region.getByRole('button', { name: 'Show API domain list' }).click()
  await expect(ui.ipList.entry('127.14.22.248')).toBeVisible()
})

test('an address is asked about, in the panel and on the screen', async ({ console: { ui, page } }) => {
  await ui.ipList.find.fill('101.226.103.7')
  await expect(ui.ipList.answer).toContainText(
    said(ipList.answer.covered, { address: '101.226.103.7', entry: '101.226.103.0/25' }),
  )
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await screen.find.fill('::ffff:101.226.103.7')
  await expect(screen.answer).toContainText(ipList.answer.yes)
  await expect(screen.region.locator('[aria-current=true]')).toContainText('101.226.103.0')
  await screen.find.fill('8.8.8.8')
  await expect(screen.answer).toContainText(ipList.answer.no)
  await expect(screen.region).toContainText(ipList.answer.pay)
  await screen.find.fill('101.226.103.700')
  await expect(screen.answer).toContainText(said(ipList.answer.notAddress, { text: '101.226.103.700' }))
  await screen.find.press('Escape')
  await expect(screen.find).toHaveValue('')
  await screen.family.getByRole('button', { name: 'IPv6' }).click()
  await expect(screen.region).toContainText(ipList.noMatch)
  await page.keyboard.press('Escape')
  await expect(ui.token.region).toBeVisible()
})

test('unusual entries are shown, marked and never lost; the raw reply is one press away', async ({
  console: { ui, page },
}) => {
  await ui.sandbox.set('odd-ip-list')
  await ui.ipList.fetch.click()
  await expect(ui.ipList.region).toContainText('27 received')
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await expect(screen.entry('101.226.103.9/25')).toContainText('Read as 101.226.103.0/25')
  await expect(screen.entry('::ffff:106.55.206.146')).toContainText('Read as 106.55.206.146')
  await screen.find.fill('service')
  await expect(screen.entry('service unavailable')).toContainText(ipList.unparsable)
  await screen.find.fill('103.07')
  await expect(screen.entry('101.226.103.07')).toContainText(ipList.unusual['leading-zeros'])
  await screen.find.fill('')
  await screen.layOut('By address', 'As received')
  await expect(screen.entries.first()).toContainText('42.192.6.0')
  await screen.rawReply.click()
  await expect(ui.exchanges.response).toContainText('service unavailable')
})

test('a change is kept, marked and compared', async ({ console: { ui, page } }) => {
  await ui.sandbox.set('ip-list-changed')
  await ui.ipList.fetch.click()
  await expect(ui.ipList.region.getByText(said(ipList.change.badge))).toBeAttached()
  await expect(ui.ipList.entry('42.192.7.0/24')).toContainText(ipList.change.new)
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await expect(screen.entry('106.55.206.146')).toContainText(ipList.change.gone)
  await screen.compare.click()
  await expect(screen.list(ipList.history.versions)).toHaveCount(2)
  await expect(screen.list(ipList.history.added)).toContainText(['42.192.7.0/24'])
  await expect(screen.list(ipList.history.removed)).toContainText(['106.55.206.146'])
  const [newer = '', older = ''] = await screen.region
    .getByLabel(ipList.history.from, { exact: true })
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
  await screen.region.getByLabel(ipList.history.from, { exact: true }).selectOption(newer)
  await expect(screen.region).toContainText(ipList.history.same)
  await screen.region.getByLabel(ipList.history.to, { exact: true }).selectOption(older)
  await expect(screen.list(ipList.history.removed)).toContainText(['42.192.7.0/24'])
  await expectAccessible(page, 'history of the IP list')
})

test('the daily refresh fetches when its time has come', async ({ console: { ui, page } }) => {
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await screen.daily.click()
  await expect(screen.daily).toBeChecked()
  await expect(screen.region).toContainText(said(ipList.daily.next))
  await screen.back.click()
  await ui.sandbox.set('ip-list-changed')
  await ui.sandbox.jump('1d')
  await expect(ui.ipList.entry('42.192.7.0/24')).toBeVisible({ timeout: 20_000 })
})

test('merges exactly, or up to /24 with what that lets in', async ({ console: { ui, page } }) => {
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await screen.layOut('By address', 'Merged exactly')
  await expect(screen.region).toContainText(/Merged into \d+ ranges, [\d,]+ addresses, no extra addresses/)
  await screen.layOut('Merged exactly', 'Merged up to /24')
  await expect(screen.entry('106.55.206.0/24')).toBeVisible()
  await expect(screen.region).toContainText(/[\d,]+ extra addresses allowed/)
})

test('is exported as a firewall takes it, and copied', async ({ console: { ui, page } }) => {
  await ui.sandbox.set('ip-list-changed')
  await ui.ipList.fetch.click()
  await expect(ui.ipList.entry('42.192.7.0/24')).toBeVisible()
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  const menu = screen.export
  await menu.open.click()
  await menu.format('nginx allow').click()
  await expect(menu.preview).toContainText('allow 101.226.103.0/25;')
  await expect(menu.preview).toContainText('# ')
  await expectAccessible(page, 'export of the IP list')
  await menu.format('Plain text').click()
  await menu.merge.selectOption('24')
  await expect(menu.preview).toContainText('101.226.62.0/24')
  await expect(menu.menu.getByRole('status')).toContainText('extra addresses allowed')
  await menu.merge.selectOption('exact')
  await menu.onlyChanged.click()
  await expect(menu.preview).not.toContainText('101.226.103.0/25')
  await expect(menu.preview).toContainText('121.51.90.218')
  await menu.onlyChanged.click()
  await expect(menu.preview).toContainText('101.226.103.0/25')

  await menu.copy.click()
  await expect(page.getByText(ipList.export.copied)).toBeVisible()
})

test('an export is saved as a file @browser', async ({ console: { ui, page, dataDir } }) => {
  await ui.ipList.open.click()
  const menu = new IpListScreen(page).export
  await menu.open.click()
  await expect(menu.preview).toContainText('101.226.103.0/25')
  const [download] = await Promise.all([page.waitForEvent('download'), menu.save.click()])
  expect(download.suggestedFilename()).toMatch(/\.txt$/)
  const target = join(dataDir, '..', 'saved.txt')
  await download.saveAs(target)
  expect(readFileSync(target, 'utf8')).toContain('101.226.103.0/25')
})

test('WeChat’s own check of the callback URL is shown in its own units', async ({ console: { ui, page } }) => {
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await screen.check.click()
  await screen.region.getByLabel(ipList.check.operator, { exact: true }).selectOption({ label: ipList.check.UNICOM })
  await screen.region.getByRole('button', { name: ipList.check.run }).click()
  await expect(screen.table('DNS')).toContainText('203.0.113.80')
  await expect(screen.table('Ping')).toContainText('23.079ms')
  await expect(screen.table('Ping')).toContainText('0%')
  await expectAccessible(page, 'network check')
  await page.keyboard.press('Escape')
  await screen.back.click()
  await ui.sandbox.set('no-callback-url')
  await ui.ipList.open.click()
  await screen.check.click()
  await screen.region.getByRole('button', { name: ipList.check.run }).click()
  await expect(screen.region.getByRole('alert')).toContainText('40201')
})

test('each address of the API is tried from here, only when asked to', async ({ console: { ui, page } }) => {
  await ui.ipList.apiDomain.click()
  await ui.ipList.fetchAndWait()
  await ui.ipList.open.click()
  const screen = new IpListScreen(page)
  await screen.connectivity.click()
  await expect(screen.region).toContainText(ipList.connectivity.why)
  await expect(screen.table(ipList.results)).toBeHidden()
  await screen.region.getByRole('button', { name: ipList.connectivity.run }).click()
  await expect(screen.region).toContainText('18 of 18')
  await expect(screen.table(ipList.results)).toContainText('127.14.22.248')
  await expect(screen.region.getByRole('button', { name: ipList.connectivity.again })).toBeVisible()
  await expectAccessible(page, 'connectivity test')
})

test.describe('with servers that say nothing', () => {
  test.use({ inject: 'silent-443.cjs' })

  test('the connectivity test is stopped, also after coming back to it', async ({ console: { ui, page } }) => {
    await ui.ipList.apiDomain.click()
    await ui.ipList.fetchAndWait()
    await ui.ipList.open.click()
    const screen = new IpListScreen(page)
    await screen.connectivity.click()
    await screen.region.getByRole('button', { name: ipList.connectivity.run }).click()
    await expect(screen.region.getByRole('button', { name: ipList.connectivity.running })).toBeVisible()
    await expect(screen.region).toContainText('0 of 18')
    await page.keyboard.press('Escape')
    await screen.connectivity.click()
    await screen.region.getByRole('button', { name: ipList.connectivity.cancel, exact: true }).click()
    await expect(screen.region).toContainText(ipList.connectivity.cancelled)
  })
})
