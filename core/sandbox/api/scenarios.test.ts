import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { sandboxScenarios } from '#contract/pure/scenarios.ts'
import { grant, testSandbox } from '#core/sandbox/testing/test-sandbox.ts'

test('40164 on token and API calls, with the address to whitelist', async () => {
  const sandbox = await testSandbox()
  const token = await sandbox.stable()
  sandbox.setScenario('ip-not-whitelisted', true)
  const credential = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret }

  const replies = [
    await sandbox.get('/cgi-bin/token', credential),
    await sandbox.postJson('/cgi-bin/stable_token', credential),
    await sandbox.get('/cgi-bin/getcallbackip', { access_token: token }),
  ]
  for (const { json } of replies) {
    expect(json).toEqual({
      errcode: 40164,
      errmsg: expect.stringMatching(/^invalid ip 203\.0\.113\.47 ipv6 ::ffff:203\.0\.113\.47, not in whitelist rid: /),
    })
  }
  sandbox.setScenario('ip-not-whitelisted', false)
  expect(await sandbox.errcodeOf(token)).toBe(0)
})

test('40125 on token calls only', async () => {
  const sandbox = await testSandbox()
  const token = await sandbox.stable()
  sandbox.setScenario('invalid-secret', true)
  const credential = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret }

  expect((await sandbox.get('/cgi-bin/token', credential)).json.errcode).toBe(40125)
  expect((await sandbox.postJson('/cgi-bin/stable_token', credential)).json.errcode).toBe(40125)
  expect(await sandbox.errcodeOf(token)).toBe(0)
})

test.each(['classic', 'stable'] as const)('superseded: no %s token holds, not even a newer one', async (family) => {
  const sandbox = await testSandbox()
  const held = await sandbox[family]()
  sandbox.setScenario('superseded', true)

  expect(await sandbox.errcodeOf(held)).toBe(40001)
  const newer = await sandbox[family]()
  expect(newer).not.toBe(held)
  expect(await sandbox.errcodeOf(newer)).toBe(40001)

  sandbox.setScenario('superseded', false)
  expect(await sandbox.errcodeOf(await sandbox[family]())).toBe(0)
})

test('superseded leaves the other family alone', async () => {
  const sandbox = await testSandbox()
  const [classic, stable] = [await sandbox.classic(), await sandbox.stable()]
  sandbox.setScenario('superseded', true)
  expect(await sandbox.errcodeOf(stable)).toBe(40001)
  sandbox.setScenario('superseded', false)

  expect(await sandbox.errcodeOf(classic)).toBe(0)
})

test.each(['classic', 'stable'] as const)('expired: no %s token lives, not even a newer one', async (family) => {
  const sandbox = await testSandbox()
  const held = await sandbox[family]()
  sandbox.setScenario('expired', true)

  expect(await sandbox.errcodeOf(held)).toBe(42001)
  const newer = await sandbox[family]()
  expect(newer).not.toBe(held)
  expect(await sandbox.errcodeOf(newer)).toBe(42001)
  expect(await sandbox.errcodeOf('92_unheard-of')).toBe(40001)

  sandbox.setScenario('expired', false)
  expect(await sandbox.errcodeOf(newer)).toBe(42001)
  expect(await sandbox.errcodeOf(await sandbox[family]())).toBe(0)
})

test.each([
  { scenario: 'busy', errcode: -1, errmsg: /^system error rid: / },
  { scenario: 'minute-quota', errcode: 45011, errmsg: /^api minute-quota reach limit, .*retry next minute rid: / },
  { scenario: 'daily-quota', errcode: 45009, errmsg: /^reach max api daily quota limit rid: / },
] as const)('$scenario: every call gets $errcode, and nothing is issued', async ({ scenario, errcode, errmsg }) => {
  const sandbox = await testSandbox()
  const token = await sandbox.stable()
  const issued = sandbox.state().accounts
  sandbox.setScenario(scenario, true)
  const credential = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret }

  const replies = [
    await sandbox.get('/cgi-bin/token', credential),
    await sandbox.postJson('/cgi-bin/stable_token', { ...credential, force_refresh: true }),
    await sandbox.get('/cgi-bin/getcallbackip', { access_token: token }),
  ]
  for (const { json } of replies) expect(json).toEqual({ errcode, errmsg: expect.stringMatching(errmsg) })
  expect(sandbox.state().accounts).toEqual(issued)

  sandbox.setScenario(scenario, false)
  expect(await sandbox.errcodeOf(token)).toBe(0)
})

test('a quota is looked at last', async () => {
  const sandbox = await testSandbox()
  sandbox.setScenario('daily-quota', true)
  const credential = { ...grant, appid: sandbox.appId, secret: '0'.repeat(32) }

  expect((await sandbox.get('/cgi-bin/token', credential)).json.errcode).toBe(40125)
  expect(await sandbox.errcodeOf('92_unheard-of')).toBe(40001)
})

test('slow: the reply comes, but not before the delay', async () => {
  const sandbox = await testSandbox({ slowMs: 80 })
  sandbox.setScenario('slow', true)
  const started = performance.now()

  expect(await sandbox.stable()).toMatch(/^92_/)
  // Timers may fire up to a millisecond early.
  expect(performance.now() - started).toBeGreaterThan(78)
})

test('slow: who hangs up while waiting gets nothing issued', async () => {
  const sandbox = await testSandbox({ slowMs: 60_000 })
  sandbox.setScenario('slow', true)
  const query = new URLSearchParams({ ...grant, appid: sandbox.appId, secret: sandbox.appSecret })
  const hangUp = new AbortController()
  const call = fetch(`${sandbox.origin}/cgi-bin/token?${query}`, { signal: hangUp.signal })
  await expect.poll(() => sandbox.counts()['/cgi-bin/token']).toBe(1)
  hangUp.abort()

  await expect(call).rejects.toThrow('aborted')
  expect(sandbox.state().accounts).toEqual({})
})

test('connection reset: not one byte of a reply', async () => {
  const sandbox = await testSandbox()
  sandbox.setScenario('connection-reset', true)
  const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1')
  let received = 0
  socket.on('data', (bytes) => {
    received += bytes.length
  })
  socket.write('GET /cgi-bin/getcallbackip HTTP/1.1\r\nHost: sandbox\r\n\r\n')

  expect(await once(socket, 'close').catch((error) => error.code)).toBe('ECONNRESET')
  expect(received).toBe(0)
})

test('truncated JSON: a whole HTTP reply, half a body', async () => {
  const sandbox = await testSandbox()
  const access_token = await sandbox.stable()
  sandbox.setScenario('truncated-json', true)
  const response = await fetch(`${sandbox.origin}/cgi-bin/getcallbackip?${new URLSearchParams({ access_token })}`)
  const body = await response.text()

  expect(response.status).toBe(200)
  expect(Number(response.headers.get('content-length'))).toBe(body.length)
  expect(body).toMatch(/^\{"ip_list":\["/)
  expect(() => JSON.parse(body)).toThrow(SyntaxError)
})

test('several scenarios are on together, each at most once', async () => {
  const sandbox = await testSandbox()
  for (const scenario of [...sandboxScenarios, ...sandboxScenarios]) sandbox.setScenario(scenario, true)
  expect(sandbox.scenarios().toSorted()).toEqual([...sandboxScenarios].sort())

  sandbox.setScenario('slow', false)
  expect(sandbox.scenarios()).not.toContain('slow')
})

test('closing ends connections that wait', async () => {
  const sandbox = await testSandbox({ slowMs: 60_000 })
  sandbox.setScenario('slow', true)
  const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1')
  socket.write('GET /cgi-bin/getcallbackip HTTP/1.1\r\nHost: sandbox\r\n\r\n')
  await expect.poll(() => sandbox.counts()['/cgi-bin/getcallbackip']).toBe(1)
  await sandbox.close()

  expect(await text(socket)).toBe('')
})

test('a changing exit: each refusal names another IP of the pool, in turn', async () => {
  const sandbox = await testSandbox()
  const access_token = await sandbox.stable()
  sandbox.setScenario('changing-exit', true)
  const seen: string[] = []
  for (let call = 0; call < 4; call++) {
    const { json } = await sandbox.get('/cgi-bin/getcallbackip', { access_token })
    expect(json.errcode).toBe(40164)
    seen.push(/^invalid ip (\S+)/.exec(String(json.errmsg))?.[1] ?? '')
  }
  expect(seen).toEqual(['203.0.113.47', '203.0.113.12', '203.0.113.61', '203.0.113.47'])
})

test('61004 in place of 40164, with the address in its own words', async () => {
  const sandbox = await testSandbox()
  const access_token = await sandbox.stable()
  sandbox.setScenario('ip-not-whitelisted', true)
  sandbox.setScenario('ip-not-registered', true)
  const { json } = await sandbox.get('/cgi-bin/getcallbackip', { access_token })
  expect(json).toEqual({
    errcode: 61004,
    errmsg: expect.stringMatching(/^access clientip is not registered requestIP: 203\.0\.113\.47 rid: /),
  })
})
