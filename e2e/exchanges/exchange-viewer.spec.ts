import type { Locator } from '@playwright/test'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { bytes, goodToken, type HostileServer, json, reply, SAMPLE_TOKEN, startHostile } from '#e2e/fixtures/hostile.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'

const ips = { ip_list: ['42.192.6.0/24', '81.69.229.0/24', '101.226.103.0/25'], extra: { deep: [[1], {}] } }

let server: HostileServer
test.beforeEach(async ({ console: { ui } }) => {
  server = await startHostile(goodToken)
  await ui.addCustom(server.origin, credentials, 'Qinghe')
  await ui.token.fetchAndWait()
})
test.afterEach(() => server.close())

/** Has the IP list answered in this way, and opens what was recorded of it. */
async function receive({ ui }: Console, answer: Parameters<HostileServer['behave']>[0]): Promise<void> {
  server.behave(answer)
  const before = await ui.exchanges.rows.count()
  await ui.ipList.fetch.click()
  await expect(ui.exchanges.rows).toHaveCount(before + 1)
  await expect(ui.ipList.fetch).not.toHaveAttribute('aria-busy', 'true')
  await ui.exchanges.row('/cgi-bin/getcallbackip').click()
  await expect(ui.exchanges.response).toBeVisible()
}

/** Text follows its bytes in pieces, so the end may still move when one goes there. */
async function expectEnd(code: Locator, end: string): Promise<void> {
  await expect(async () => {
    await code.press('ControlOrMeta+End')
    await expect(code).toContainText(end, { timeout: 1_000 })
  }).toPass()
}

const linesOf = (code: Locator) => code.locator('.cm-line').allTextContents()

test('JSON is re-indented and nothing else: 2^53 + 1, repeated keys and escapes are as received', async ({
  console: app,
}) => {
  const body = '{"id":9007199254740993,"id":1.0E+2,"name":"\\u4e2d\\/青禾","ip_list":["1.1.1.1"]}'
  await receive(app, reply(body))
  const { exchanges } = app.ui
  await expect(exchanges.code(exchanges.response)).toContainText('9007199254740993')
  expect(await linesOf(exchanges.code(exchanges.response))).toEqual([
    '{',
    '  "id": 9007199254740993,',
    '  "id": 1.0E+2,',
    '  "name": "\\u4e2d\\/青禾",',
    '  "ip_list": [',
    '    "1.1.1.1"',
    '  ]',
    '}',
  ])
  await exchanges.show(exchanges.response, 'Raw')
  await expect.poll(() => linesOf(exchanges.code(exchanges.response))).toEqual([body])
})

test('folds, search and the way out go by keyboard', async ({ console: app }) => {
  const { ui, page } = app
  await receive(app, json(ips))
  const code = ui.exchanges.code(ui.exchanges.response)
  await code.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Shift+BracketLeft')
  await expect(code.getByRole('button', { name: 'Folded, … 3 lines' })).toBeVisible()
  await expect(code).not.toContainText('81.69.229.0')
  await page.keyboard.press('Control+Shift+BracketRight')
  await expect(code).toContainText('81.69.229.0')

  await page.keyboard.press('ControlOrMeta+f')
  const find = ui.exchanges.response.getByRole('searchbox', { name: 'Find' })
  await expect(find).toBeFocused()
  await page.keyboard.type('0/2')
  await expect(ui.exchanges.response).toContainText('1 of 3')
  await page.keyboard.press('Enter')
  await expect(ui.exchanges.response).toContainText('2 of 3')
  await page.keyboard.press('Shift+Enter')
  await expect(ui.exchanges.response).toContainText('1 of 3')
  await page.keyboard.type('x')
  await expect(ui.exchanges.response).toContainText('No matches')
  await page.keyboard.press('Escape')
  await expect(find).toBeHidden()
  await expect(code, 'the focus is back in the text').toBeFocused()

  await page.keyboard.press('Tab')
  await expect(code, 'Tab leads out of it').not.toBeFocused()
  await code.focus()
  await page.keyboard.press('Escape')
  await expect(ui.exchanges.response, 'and Escape out of the exchange').toBeHidden()
})

test('all of a text is selected and copied, also what is out of sight', async ({ console: app }) => {
  const { ui, page } = app
  const many = { ip_list: Array.from({ length: 3_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`) }
  await receive(app, json(many))
  await ui.exchanges.code(ui.exchanges.response).focus()
  await page.keyboard.press('ControlOrMeta+a')
  const listener = await page.evaluateHandle(() => ({
    copied: new Promise<string>((resolve) =>
      document.addEventListener('copy', ({ clipboardData }) => resolve(clipboardData?.getData('text/plain') ?? '')),
    ),
  }))
  await page.keyboard.press('ControlOrMeta+c')
  expect(await listener.evaluate(({ copied }) => copied)).toBe(JSON.stringify(many, null, 2))
})

test('as received shows what one cannot see', async ({ console: app }) => {
  const { ui } = app
  await receive(app, reply('\ufeff{"a":"\u0000\u0001\u200b",\r\n"ip_list":[]}'))
  await ui.exchanges.show(ui.exchanges.response, 'Raw')
  const code = ui.exchanges.code(ui.exchanges.response)
  await expect.poll(() => linesOf(code)).toEqual(['BOM{"a":"␀␁U+200B",␍', '"ip_list":[]}'])
  await expect(code.getByRole('img', { name: 'Control character null' })).toBeVisible()
})

test('bytes that are no UTF-8 are shown in hex, and as text on request', async ({ console: app }) => {
  const { ui } = app
  await receive(
    app,
    reply(Buffer.concat([Buffer.from('{"errmsg":"'), Buffer.from([0xc4, 0xe3, 0xba]), Buffer.from('"}')])),
  )
  const { response } = ui.exchanges
  await expect(response).toContainText('16 B · not UTF-8 from byte 11')
  await ui.exchanges.show(response, 'Raw')
  await expect(response.getByRole('button', { name: 'Hex', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(response).toContainText('00000008')
  await expect(response).toContainText('3a 22 c4 e3 ba 22 7d')
  await ui.exchanges.bytesAs(response, 'Text')
  await expect(ui.exchanges.code(response)).toContainText('{"errmsg":"\uFFFD')
})

test('a long body is read as far as it is asked for, and can be left to its end', async ({ console: app }) => {
  const { ui, page } = app
  const line = `"${'x'.repeat(98)}",`
  await receive(app, reply(`{"ip_list":[${line.repeat(90_000)}"the end"]}`))
  const { response } = ui.exchanges
  await expect(response).toContainText('4.0 MiB of 8.7 MiB')
  const code = ui.exchanges.code(response)
  await code.press('ControlOrMeta+End')
  await expect(code).not.toContainText('the end')
  await response.getByRole('button', { name: 'Load more' }).click()
  await expect(response).toContainText('8.0 MiB of 8.7 MiB')
  await response.getByRole('button', { name: /^Load all \(/ }).click()
  await expect(response).toContainText('8.7 MiB · UTF-8')
  await expectEnd(code, '"the end"')
  await ui.exchanges.show(response, 'Raw')
  await expectEnd(code, '"the end"]}')
  await ui.exchanges.bytesAs(response, 'Hex')
  await response.getByRole('region', { name: 'Response · Raw' }).press('End')
  await expect(response).toContainText(/65 6e 64 22 5d 7d/)
  await page.keyboard.press('Escape')
  await expect(response).toBeHidden()
})

test('what is no JSON has no pretty view, and JSON that breaks off says where', async ({ console: app }) => {
  const { ui } = app
  const { response } = ui.exchanges
  await receive(app, reply('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } }))
  await expect(ui.exchanges.code(response)).toContainText('<h1>Sign in</h1>')
  await expect(response.getByRole('tab')).toHaveText(['Raw', 'Headers'])
  await ui.exchanges.back.click()
  await receive(app, reply('{"ip_list":["1.1.1.1"],"cut'))
  await expect(response).toContainText('Not valid JSON from byte 27')
  await expect(ui.exchanges.code(response)).toContainText('  "cut')
})

test('headers keep their order, their spelling and their repetitions', async ({ console: app }) => {
  const { ui } = app
  const headers = ['X-Twice: a', 'Content-Length: 14', 'x-twice: b', 'X-Empty: ', 'SERVER: nginx']
  await receive(app, bytes(`HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n{"ip_list":[]}`))
  await ui.exchanges.show(ui.exchanges.response, 'Headers')
  await expect(ui.exchanges.response.getByRole('term')).toHaveText([
    'X-Twice',
    'Content-Length',
    'x-twice',
    'X-Empty',
    'SERVER',
    'Connection',
  ])
  await expect(ui.exchanges.response).toContainText('HTTP/1.1 200 OK')
  await ui.exchanges.show(ui.exchanges.request, 'Raw')
  await expect(ui.exchanges.code(ui.exchanges.request)).toContainText('GET /cgi-bin/getcallbackip?access_token=')
  await expect(ui.exchanges.code(ui.exchanges.request).locator('mark'), 'a removed secret is set apart').toHaveCount(1)
})

test('the body of a request is pretty and as sent, its secret apart', async ({ console: { ui } }) => {
  const { request } = ui.exchanges
  await ui.exchanges.row('/cgi-bin/stable_token').click()
  await ui.exchanges.show(request, 'Body')
  await expect(ui.exchanges.code(request)).toContainText('  "grant_type": "client_credential"')
  await expect(ui.exchanges.code(request).locator('mark')).toHaveText(/^\[hidden:32-chars:/)
  await ui.exchanges.show(request, 'Raw')
  await expect(ui.exchanges.code(request)).toContainText('POST /cgi-bin/stable_token HTTP/1.1')
  await expect(ui.exchanges.code(request)).toContainText('{"grant_type":"client_credential"')
})

test('request and response stand side by side or one below the other', async ({ console: app }) => {
  const { ui } = app
  await receive(app, json(ips))
  const placeOf = async (pane: Locator) => {
    const box = await pane.boundingBox()
    expect(box?.height).toBeGreaterThan(150)
    return { x: box?.x ?? 0, y: box?.y ?? 0 }
  }
  const { request, response } = ui.exchanges
  expect((await placeOf(response)).y).toBe((await placeOf(request)).y)
  await ui.exchanges.stack.click()
  expect((await placeOf(response)).x).toBe((await placeOf(request)).x)
  await ui.exchanges.back.click()
  await ui.exchanges.row('/cgi-bin/stable_token').click()
  await expect(ui.exchanges.beside).toBeVisible()
  expect((await placeOf(response)).x).toBe((await placeOf(request)).x)
})

test('a refused call leads to its refetch and replay, and back', async ({ console: app }) => {
  const { ui } = app
  const anotherToken = json({ access_token: SAMPLE_TOKEN.replace('92_', '93_'), expires_in: 7200 })
  const answers = [json({ errcode: 40001, errmsg: 'invalid credential' }), anotherToken, json(ips)]
  server.behave((socket) => answers.shift()?.(socket))
  await ui.ipList.fetch.click()
  await expect(ui.exchanges.rows).toHaveCount(4)
  await ui.exchanges.rows.filter({ hasText: '40001' }).click()
  const led = ui.page.getByRole('button', { name: /^Led to #\d+$/ })
  await expect(led).toHaveCount(2)
  await led.last().click()
  await ui.page.getByRole('button', { name: /^Sent because #\d+ was refused$/ }).click()
  await expect(led).toHaveCount(2)
})
