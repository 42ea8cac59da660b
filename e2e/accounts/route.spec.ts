import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { expectAccessible } from '#e2e/fixtures/axe.ts'
import { findIn, findInFiles, findInProcesses } from '#e2e/fixtures/canary.ts'
import { vaultFileOf } from '#e2e/fixtures/host.ts'
import { type SocksProxy, startSocks } from '#e2e/fixtures/proxy.ts'
import { startTlsWechat, type TlsWechat } from '#e2e/fixtures/tls-wechat.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'

const closing: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function wechatOf(app: Console): Promise<TlsWechat> {
  const wechat = await startTlsWechat(dirname(app.dataDir))
  closing.push(wechat.close)
  return wechat
}

async function socks(options?: { credentials: string }): Promise<SocksProxy> {
  const proxy = await startSocks(options)
  closing.push(proxy.close)
  return proxy
}

/** An account whose WeChat only the CA file vouches for. */
async function addAccount({ ui }: Console, wechat: TlsWechat): Promise<void> {
  await ui.settings.open()
  await ui.settings.section('Network')
  await ui.settings.caFile.fill(wechat.caFile)
  await ui.settings.caFile.press('Enter')
  await expect(ui.settings.panel).toContainText('Trusted starting with the next request.')
  await ui.settings.close.click()
  await ui.addCustom(wechat.origin, credentials, 'Qinghe')
}

test('a CA file that is wrong says so beside its field; the right one is trusted from the next call on', async ({
  console: app,
}) => {
  const { ui, dataDir } = app
  const wechat = await wechatOf(app)
  const { settings } = ui
  await ui.addCustom(wechat.origin, credentials, 'Qinghe')
  await ui.token.fetch.click()
  await expect(ui.token.region.getByRole('alert')).toContainText('DEPTH_ZERO_SELF_SIGNED_CERT')

  const words = join(dirname(dataDir), 'words.pem')
  writeFileSync(words, 'no certificate')
  await settings.open()
  await settings.section('Network')
  for (const [path, refusal] of [
    ['corp-ca.pem', 'Enter the full path'],
    [`${wechat.caFile}.old`, `The file ${wechat.caFile}.old doesn’t exist.`],
    [words, `${words} contains no PEM certificate`],
  ] as const) {
    await settings.caFile.fill(path)
    await settings.caFile.press('Enter')
    await expect(settings.caFile).toHaveAccessibleDescription(new RegExp(refusal.replaceAll('.', '\\.')))
    await expect(settings.caFile).toHaveAttribute('aria-invalid', 'true')
    await expect(settings.caFile).toHaveValue(path)
  }
  await settings.caFile.fill(wechat.caFile)
  await settings.caFile.press('Enter')
  await expect(settings.caFile).toHaveAccessibleDescription('Trusted starting with the next request.')
  await settings.close.click()
  await ui.token.fetchAndWait()
})

test('a SOCKS5 proxy is tried before it is saved, then used, and named with every exchange', async ({
  console: app,
}) => {
  const { ui, page } = app
  const wechat = await wechatOf(app)
  const proxy = await socks()
  await addAccount(app, wechat)
  await expect(ui.route.button).toHaveText(wechat.origin.replace('https://', ''))
  await ui.chooseFromAccountMenu('Network…')
  await ui.route.typeProxy(proxy.url)
  await ui.route.test.click()
  await expect(ui.route.verdict).toHaveText('Connected: WeChat answered.')
  await expect(ui.route.step('Proxy')).toContainText(`Passed ${proxy.url.replace('socks5://', '')}`)
  await expect(ui.route.step('DNS')).toContainText('Handled by the proxy')
  await expect(ui.route.step('TLS')).toContainText('issued by localhost')
  await expect(ui.route.step('HTTP')).toContainText('WeChat answered (41001)')
  expect(proxy.asked).toEqual([wechat.origin.replace('https://', '')])
  await expectAccessible(page, 'network')
  await ui.route.save.click()
  await expect(ui.route.root).toBeHidden()

  await expect(ui.route.button).toHaveText(`${wechat.origin.replace('https://', '')} via ${proxy.url}`)
  await ui.token.fetchAndWait()
  expect(proxy.asked).toHaveLength(2)
  await ui.exchanges.rows.first().click()
  await expect(page.getByRole('main')).toContainText(proxy.url)
  await expect(page.getByRole('main')).toContainText('Tunnel')
})

test('a wrong proxy says so beside its field, and a test says at which step it ends', async ({ console: app }) => {
  const { ui } = app
  const wechat = await wechatOf(app)
  const gone = await startSocks()
  await gone.close()
  await addAccount(app, wechat)
  await ui.chooseFromAccountMenu('Network…')
  for (const [address, refusal] of [
    ['', 'Enter a proxy address.'],
    ['127.0.0.1:1080', 'The proxy type is missing. Start with http://, https:// or socks5://.'],
    ['ftp://127.0.0.1:21', 'Only http, https and socks5 are supported.'],
    ['socks5://127.0.0.1:99999', 'The port must be a number from 1 to 65535.'],
    ['http://proxy:3128/cgi-bin', 'Remove everything after the port.'],
  ] as const) {
    await ui.route.typeProxy(address)
    await ui.route.save.click()
    await expect(ui.route.address).toHaveAccessibleDescription(refusal)
    await expect(ui.route.address).toBeFocused()
    await expect(ui.route.address).toHaveValue(address)
  }
  await ui.route.typeProxy(gone.url)
  await ui.route.test.click()
  await expect(ui.route.verdict).toHaveText('Failed at Proxy.')
  await expect(ui.route.step('Proxy')).toContainText(`Can’t connect to ${gone.url} (ECONNREFUSED).`)
  await expect(ui.route.step('HTTP')).toContainText('Not reached')

  await ui.route.proxy.selectOption('No proxy')
  await ui.route.test.click()
  await expect(ui.route.verdict).toHaveText('Connected: WeChat answered.')
  await expect(ui.route.step('TCP')).toContainText('Passed')
  await ui.route.cancel.click()
  await expect(ui.route.button).not.toContainText('via')
})

test('the first recipe for a fixed exit is one press away from the field', async ({ console: app }) => {
  const { ui } = app
  const wechat = await wechatOf(app)
  await addAccount(app, wechat)
  await ui.chooseFromAccountMenu('Network…')
  const recipes = ui.route.root.getByRole('region', { name: 'Use a fixed egress IP' })
  await expect(recipes.getByRole('listitem').first()).toContainText('ssh -D 1080 you@server')
  await expect(recipes.getByRole('listitem').nth(1)).toContainText('npm start -- --web')
  await recipes.getByRole('button', { name: 'Copy ssh -D 1080 you@server' }).click()
  await recipes.getByRole('button', { name: 'Use as proxy' }).click()
  await expect(ui.route.address).toHaveValue('socks5://127.0.0.1:1080')
})

test('a webhost takes the proxy of its environment, but for what NO_PROXY names @browser', async ({ console: app }) => {
  const wechat = await wechatOf(app)
  const proxy = await socks()
  await addAccount(app, wechat)
  await app.ui.chooseFromAccountMenu('Network…')
  await app.ui.route.proxy.selectOption('Use system settings')
  await expect(app.ui.route.proxy).toHaveAccessibleDescription(/HTTPS_PROXY/)
  await app.ui.route.save.click()
  await expect(app.ui.route.button).toContainText('via the system proxy')

  for (const [env, via] of [
    [{ HTTPS_PROXY: proxy.url }, `Passed ${proxy.url.replace('socks5://', '')}`],
    [{ HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost' }, 'No proxy'],
    [{ HTTPS_PROXY: 'socks4://127.0.0.1:1' }, undefined],
  ] as const) {
    await app.relaunch({ env: { NO_PROXY: '', ...env } })
    const { route } = app.ui
    await app.ui.chooseFromAccountMenu('Network…')
    await route.test.click()
    if (via === undefined) await expect(route.root.getByRole('alert')).toContainText('such as SOCKS4')
    else await expect(route.step('Proxy')).toContainText(via)
  }
})

for (const vault of ['memory', 'persisting'] as const) {
  test.describe(`with secrets ${vault === 'memory' ? 'in memory' : 'in a vault'}`, () => {
    test.use({ vault })

    test('a proxy’s password is sent to the proxy, kept apart, and found nowhere', async ({ console: app }) => {
      const { ui, page } = app
      const wechat = await wechatOf(app)
      const word = 'Proxy-word_5f0e7c1b'
      const proxy = await socks({ credentials: `me:${word}` })
      await addAccount(app, wechat)
      await ui.chooseFromAccountMenu('Network…')
      await ui.route.typeProxy(proxy.url)
      await ui.route.test.click()
      await expect(ui.route.step('Proxy')).toContainText('needs a username and password')
      await ui.route.address.fill(proxy.url.replace('://', `://me:${word}@`))
      await ui.route.test.click()
      await expect(ui.route.step('Proxy')).toContainText('Passed')
      await expect(ui.route.address).toHaveValue(proxy.url.replace('://', '://me@'))
      await ui.route.save.click()
      await expect(ui.route.root).toBeHidden()
      await ui.token.fetchAndWait()

      const html = await page.evaluate(() => document.documentElement.outerHTML)
      const found = [
        ...findIn('page', html, word),
        ...findInFiles(app.dataDir, word),
        ...findIn('stdout', app.stdout, word),
        ...findIn('stderr', app.stderr, word),
        ...findInProcesses(app.pid, word),
        ...(existsSync(vaultFileOf(app.dataDir)) ? findIn('vault', readFileSync(vaultFileOf(app.dataDir)), word) : []),
      ]
      expect(found).toEqual([])
      await ui.route.button.click()
      await expect(ui.route.password).toHaveValue('')
      await expect(ui.route.root).toContainText('Saved; leave empty to keep it')
      await app.relaunch()
      await app.ui.chooseFromAccountMenu('Network…')
      await app.ui.route.test.click()
      if (vault === 'persisting') return expect(app.ui.route.step('Proxy')).toContainText('Passed')
      await expect(app.ui.route.root.getByRole('alert')).toContainText('was kept in memory only')
      await expect(app.ui.route.password).toHaveAccessibleDescription(/Enter it again/)
    })
  })
}
