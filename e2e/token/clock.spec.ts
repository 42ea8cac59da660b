import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { openTunnel, type Tunnel } from '#e2e/fixtures/tunnel.ts'
import { words } from '#e2e/fixtures/words.ts'

const DAY_MS = 24 * 60 * 60_000

for (const [name, offsetMs] of [
  ['ahead of', DAY_MS],
  ['behind', -DAY_MS],
] as const) {
  test(`a page a day ${name} its host counts down right`, async ({ console: { ui, page } }) => {
    await page.clock.setSystemTime(Date.now() + offsetMs)
    await page.reload()
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    const first = await ui.token.secondsLeft()
    expect(first).toBeGreaterThan(7190)
    expect(first).toBeLessThanOrEqual(7200)
    await expect.poll(() => ui.token.secondsLeft()).toBeLessThan(first)
    expect(await ui.token.secondsLeft()).toBeGreaterThan(7150)
  })
}

test('what counts down is right again after a page slept', async ({ console: { ui, page } }) => {
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  await page.clock.install()
  // Its own clock leaps; the host, asked again, knows better.
  await page.clock.fastForward(60 * 60_000)
  await page.reload()
  await expect.poll(() => ui.token.secondsLeft()).toBeGreaterThan(7100)
})

test.describe('a lost host @browser', () => {
  const { lost } = words.host

  async function throughTunnel(app: Console): Promise<Tunnel> {
    app.tolerate(/net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/)
    const url = new URL(await app.newAddress())
    const tunnel = await openTunnel(Number(url.port))
    url.port = String(tunnel.port)
    await app.page.goto(url.href)
    return tunnel
  }

  test('is said, stops the countdown, and comes back by itself', async ({ console: app }) => {
    const tunnel = await throughTunnel(app)
    await app.ui.startSandbox()
    await app.ui.token.fetchAndWait()
    await tunnel.cut()
    await expect(app.page.getByRole('alert')).toContainText(lost)
    await expect(app.ui.token.region).toContainText(words.token.lost)
    await tunnel.mend()
    await expect(app.page.getByRole('alert')).toBeHidden()
    await expect(app.ui.token.region).not.toContainText(words.token.lost)
    await app.ui.token.fetch.click()
    await expect(app.ui.token.region).toContainText(words.token.say.liveSame)
    await tunnel.cut()
  })

  test('is noticed by its silence after 25 seconds', async ({ console: app }) => {
    await app.page.clock.install()
    const tunnel = await throughTunnel(app)
    await app.ui.startSandbox()
    tunnel.freeze()
    await app.page.clock.fastForward(24_000)
    await expect(app.page.getByText(lost)).toBeHidden()
    await app.page.clock.fastForward(2_000)
    await expect(app.page.getByText(lost)).toBeVisible()
    await tunnel.cut()
  })

  test('that started anew knows no page any more, and the page says how to get in', async ({ console: app }) => {
    app.tolerate(/net::ERR_|status of 401/)
    await app.ui.startSandbox()
    const { port } = new URL(app.page.url())
    const page = await app.page.context().newPage()
    await page.goto(await app.newAddress())
    await expect(page.getByRole('region', { name: 'Token' })).toBeVisible()
    await app.relaunch({ port: Number(port) })
    await expect(page.getByRole('alert')).toContainText(words.host.noKey.title)
    await expect(page.getByRole('alert')).toContainText(words.host.getAddress)
  })
})
