import { expect, test } from '#e2e/fixtures/app.ts'

test('from nothing to both raw exchanges, with the sandbox', async ({ console: { ui } }) => {
  await expect(ui.form.appId).toBeVisible()
  await ui.startSandbox()

  await ui.token.fetchAndWait()
  const first = await ui.token.secondsLeft()
  expect(first).toBeGreaterThan(7190)
  await expect.poll(() => ui.token.secondsLeft(), 'it counts down by itself').toBeLessThan(first)
  await ui.sandbox.jump('1h')
  await expect
    .poll(() => ui.token.secondsLeft(), 'the virtual clock takes an hour off')
    .toBeLessThanOrEqual(first - 3600)
  expect(await ui.token.secondsLeft()).toBeGreaterThan(first - 3700)

  await ui.ipList.fetch.click()
  await expect(ui.ipList.entry('42.192.6.0/24')).toBeVisible()
  await expect(ui.ipList.region).toContainText('21 received')

  await ui.exchanges.row('/cgi-bin/getcallbackip').click()
  await expect(ui.exchanges.request).toContainText('GET /cgi-bin/getcallbackip?access_token=')
  await expect(ui.exchanges.request).toContainText(/host127\.0\.0\.1/i)
  await expect(ui.exchanges.response).toContainText('101.226.103.0/25')
  await ui.exchanges.show(ui.exchanges.response, 'Headers')
  await expect(ui.exchanges.response).toContainText('200')
  await expect(ui.exchanges.response).toContainText(/content-type/i)
  for (const phase of ['Send', 'Wait', 'Download']) await expect(ui.exchanges.phases).toContainText(phase)
  await ui.exchanges.back.click()

  await ui.exchanges.row('/cgi-bin/stable_token').click()
  await expect(ui.exchanges.request).toContainText('POST /cgi-bin/stable_token')
  await expect(ui.exchanges.request).toContainText(/content-length/i)
  await ui.exchanges.show(ui.exchanges.request, 'Body')
  await expect(ui.exchanges.request).toContainText('client_credential')
  await expect(ui.exchanges.response).toContainText('expires_in')
  for (const phase of ['TCP', 'Send', 'Wait', 'Download']) await expect(ui.exchanges.phases).toContainText(phase)
})
