import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from '#e2e/fixtures/app.ts'
import { vaultFileOf } from '#e2e/fixtures/host.ts'
import { startWebhost } from '#e2e/fixtures/webhost.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'
import { webhost } from '#i18n/en/webhost.ts'

test.describe('@browser', () => {
  /** By node:http, since a browser would not let a page choose these headers. */
  function statusOf(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  test('prints the address on stdout, once and alone', ({ console: app }) => {
    expect(app.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#ticket=[\w-]{43}\n$/)
    expect(app.stderr).not.toContain('http')
  })

  test('the ticket leaves the address bar, and a reload stays in', async ({ console: app }) => {
    const { origin } = new URL(app.page.url())
    await expect(app.ui.useSandbox).toBeVisible()
    expect(app.page.url()).toBe(`${origin}/`)
    await app.page.reload()
    await expect(app.ui.useSandbox).toBeVisible()
    expect(app.page.url()).toBe(`${origin}/`)
  })

  test('an address opens one page; the next one is told how to get another, and that one opens in the same tab', async ({
    console: app,
  }) => {
    app.tolerate(/status of 401/)
    const page = await app.page.context().newPage()
    const useSandbox = page.getByRole('button', { name: 'Use the sandbox' })
    await page.goto(app.stdout.trim())
    await expect(page.getByRole('alert')).toContainText(words.host.ticketDead.title)
    await expect(page.getByRole('alert')).toContainText(words.host.getAddress)
    await expect(useSandbox).toBeHidden()
    await page.goto(await app.newAddress())
    await expect(useSandbox).toBeVisible()
    // The first page is still in, and stays so when it is given its old address again.
    await app.page.goto(app.stdout.trim().split('\n')[0] ?? '')
    await expect(app.ui.useSandbox).toBeVisible()
  })

  test('a page without an address of its own is told how to get one', async ({ console: app }) => {
    // Only now has the first page taken the ticket out of its address.
    await expect(app.ui.useSandbox).toBeVisible()
    const page = await app.page.context().newPage()
    await page.goto(app.page.url())
    await expect(page.getByRole('alert')).toContainText(words.host.noKey.title)
    await expect(page.getByRole('button', { name: 'Use the sandbox' })).toBeHidden()
  })

  test('a page that is open offers an address to another device', async ({ console: app, browser }) => {
    const { page, ui } = app
    await ui.startSandbox()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Open on another device…' }).click()
    const address = ui.dialog.getByRole('textbox', { name: words.host.anotherDevice.address })
    await expect(address).toHaveValue(/#ticket=/)
    await expect(ui.dialog).toContainText(/\d+:\d\d left/)
    const first = await address.inputValue()
    await ui.dialog.getByRole('button', { name: words.host.anotherDevice.copy }).click()
    await expect(page.getByText(words.host.anotherDevice.copied)).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first)
    await ui.dialog.getByRole('button', { name: words.host.anotherDevice.again }).click()
    await expect(address).not.toHaveValue(first)

    for (const url of [first, await address.inputValue()]) {
      const device = await browser.newContext({ locale: 'en-US' })
      const there = await device.newPage()
      await there.goto(url)
      await expect(there.getByRole('region', { name: 'Token' })).toBeVisible()
      await there.reload()
      await expect(there.getByRole('region', { name: 'Token' })).toBeVisible()
      await device.close()
    }
  })

  test('requests from other sites and under other names are refused', async ({ console: app }) => {
    await expect(app.ui.useSandbox).toBeVisible()
    const { origin, host } = new URL(app.page.url())
    const key = await app.page.evaluate(() => `${sessionStorage.getItem('half-a-session-key')}${window.name}`)
    const rpc = `${origin}/rpc/accounts/useSandbox`
    const good = { host, 'x-session-key': key, 'content-type': 'application/json' }
    expect(await statusOf(`${origin}/`, { host: 'console.example' })).toBe(403)
    expect(await statusOf(rpc, { ...good, host: 'console.example' }, 'POST')).toBe(403)
    expect(await statusOf(rpc, { ...good, origin: 'https://console.example' }, 'POST')).toBe(403)
    expect(await statusOf(rpc, { ...good, 'x-session-key': 'wrong' }, 'POST')).toBe(401)
    expect(await statusOf(rpc, good, 'GET')).toBe(405)
    expect(await statusOf(rpc, { ...good, host: host.replace('127.0.0.1', 'localhost') }, 'POST')).toBe(403)
    expect(await statusOf(rpc, good, 'POST')).toBe(200)
  })

  test('listens on loopback and nowhere else', async ({ console: app }) => {
    const port = Number(new URL(app.page.url()).port)
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(port, address)
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
        socket.on('close', () => socket.destroy())
      })
      expect(reached, address).toBe(false)
    }
  })

  test('every file comes with the content security policy', async ({ console: app }) => {
    // Its ticket is taken by then; a reload in the middle of that would lose the key.
    await expect(app.ui.useSandbox).toBeVisible()
    const reply = await app.page.reload()
    expect(reply?.headers()).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self'"),
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(reply?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'")
    expect(reply?.headers()['set-cookie']).toBeUndefined()
  })

  test('a fifth page is offered to take the place of the oldest', async ({ console: app }) => {
    await expect(app.ui.useSandbox).toBeVisible()
    const context = app.page.context()
    for (let count = 2; count <= 4; count += 1) {
      const page = await context.newPage()
      await page.goto(await app.newAddress())
      await expect(page.getByRole('button', { name: 'Use the sandbox' })).toBeVisible()
    }
    const fifth = await context.newPage()
    await fifth.goto(await app.newAddress())
    await expect(fifth.getByRole('alert')).toContainText(words.host.tooMany.title)
    await fifth.getByRole('button', { name: words.host.tooMany.takeOver }).click()
    await expect(fifth.getByRole('button', { name: 'Use the sandbox' })).toBeVisible()
    await expect(app.page.getByRole('alert')).toContainText(words.host.takenOver.title)
    await app.page.getByRole('button', { name: words.host.takenOver.takeBack }).click()
    await expect(app.ui.useSandbox).toBeVisible()
  })

  test('a second console on the same folder only reads', async ({ console: app }) => {
    await app.ui.startSandbox()
    const options = { dataDir: app.dataDir, vault: 'memory', locale: 'en-US', colorScheme: 'light' } as const
    const second = await startWebhost({ ...options, reducedMotion: 'no-preference', inject: [], env: {}, port: 0 })
    const page = await app.page.context().newPage()
    await page.goto(second.url)
    await expect(page.getByText(words.host.notice['folder-in-use'])).toBeVisible()
    await page.close()
    expect(await second.stop()).toBe(0)
  })

  test.describe('with a vault file', () => {
    test.use({ vault: 'persisting' })

    test('does not start with a wrong passphrase, and leaves the file as it was', async ({ console: app }) => {
      await app.ui.form.fill(credentials, 'Qinghe')
      await app.ui.form.submit.click()
      await app.ui.account('Qinghe').waitFor()
      await app.quit()
      const before = readFileSync(vaultFileOf(app.dataDir))
      const wrong = app.relaunch({ env: { MP_CONSOLE_PASSPHRASE: 'wrong' } })
      await expect(wrong).rejects.toThrow(said(webhost.vault.wrongPassphrase))
      expect(readFileSync(vaultFileOf(app.dataDir)).equals(before)).toBe(true)
      await app.relaunch({ env: {} })
      await expect(app.ui.account('Qinghe')).toBeVisible()
      await expect(app.ui.account('Qinghe')).not.toContainText('Secret needed')
    })
  })
})
