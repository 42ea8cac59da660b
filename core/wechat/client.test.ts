import { afterEach, describe, expect, test, vi } from 'vitest'
import { longList } from '#core/kernel/ip/testing/long-list.ts'
import { reply, startWireServer } from '#core/net/testing/wire-server.ts'
import { createFakeClock, type FakeClock } from '#core/testing/fake-clock.ts'
import { createBench, problemOf } from './testing/bench.ts'

const credential = { appId: 'wx0123456789abcdef', appSecret: 'feedfacefeedfacefeedfacefeedface' }
const token = `75_${'Tok-en_9'.repeat(17)}`
const good = { access_token: token, expires_in: 7200 }
const busy = { errcode: -1, errmsg: 'system error rid: 64d20329-254dc72d-4b59c863' }

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
/** A server with scripted replies; the last one repeats. */
async function setUp(...bodies: object[]) {
  const clock = createFakeClock()
  let next = 0
  const server = await startWireServer((socket) => {
    const body = bodies[Math.min(next++, bodies.length - 1)]
    socket.write(reply(JSON.stringify(body)))
  })
  const bench = createBench({ clock })
  open.push(server, bench)
  return { ...bench, clock, server, to: bench.context(server.origin) }
}
/** Waits until `count` exchanges are over and the client pauses before the next. */
const pauses = (recordings: unknown[], clock: FakeClock, count: number) =>
  vi.waitUntil(() => recordings.length === count && clock.pending() === 1)

describe('the endpoints', () => {
  test('stable, and stable forced', async () => {
    const { client, server, to } = await setUp(good)
    expect(await client.stableToken(to, credential)).toEqual({ token, expiresInSeconds: 7200, exchangeId: 1 })
    await client.stableToken(to, credential, { forceRefresh: true })
    expect(server.requests.map((request) => JSON.parse(request.split('\r\n\r\n')[1] ?? '').force_refresh)).toEqual([
      false,
      true,
    ])
  })

  test('classic, with what a person may paste', async () => {
    const { client, server, to } = await setUp(good)
    await client.classicToken(to, { appId: 'wx&=?', appSecret: 'a+b/c=d&e%41#' })
    const url = new URL(server.requests[0]?.split(' ')[1] ?? '', 'http://x')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      grant_type: 'client_credential',
      appid: 'wx&=?',
      secret: 'a+b/c=d&e%41#',
    })
  })

  test('the callback IPs keep order, duplicates and what is no string', async () => {
    const { client, to } = await setUp({
      ip_list: ['203.0.113.0/24', '198.51.100.7', '203.0.113.0/24', 7, null, { a: 1 }],
    })
    expect(await client.ipList('callback', to, token)).toEqual({
      ipList: ['203.0.113.0/24', '198.51.100.7', '203.0.113.0/24', '7', 'null', '{"a":1}'],
      exchangeId: 1,
    })
  })

  test('a reply that quotes the token does not bring it any further', async () => {
    const { client, to } = await setUp(
      { ip_list: ['203.0.113.7', `no access with ${token}`] },
      { dns: [{ ip: token, real_operator: token }], ping: [{ ip: token, time: token }] },
    )
    const list = await client.ipList('callback', to, token)
    expect(list.ipList).toEqual(['203.0.113.7', expect.stringMatching(/^no access with \[hidden:/)])
    const check = await client.callbackCheck({ action: 'all', operator: 'CAP' }, to, token)
    expect(JSON.stringify(check)).not.toContain(token)
    expect(check.dns).toHaveLength(1)
  })

  test('each list has an endpoint of its own', async () => {
    const { client, server, to } = await setUp({ ip_list: ['203.0.113.7'] })
    await client.ipList('callback', to, token)
    await client.ipList('api-domain', to, token)
    expect(server.requests.map((request) => request.split('?')[0])).toEqual([
      'GET /cgi-bin/getcallbackip',
      'GET /cgi-bin/get_api_domain_ip',
    ])
  })

  test.each([
    [[], 0],
    [['', 'service unavailable', null, '010.1.1.1'], 4],
  ])('a list without an address: %j', async (ip_list, received) => {
    const { client, to, recordings } = await setUp({ ip_list })
    expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({
      code: 'no-addresses',
      received,
      exchangeId: recordings[0]?.view.id,
    })
  })

  test('a list of 100,000 entries', async () => {
    const ip_list = longList(100_000, 3)
    const { client, to } = await setUp({ ip_list })
    expect((await client.ipList('callback', to, token)).ipList).toEqual(ip_list)
  })

  test('the network check sends what is documented and keeps units', async () => {
    const { client, server, to } = await setUp({
      dns: [{ ip: '203.0.113.7', real_operator: 'UNICOM' }],
      ping: [
        { ip: '203.0.113.7', from_operator: 'CAP', package_loss: '0%', time: '23.079ms' },
        { ip: '203.0.113.7', from_operator: 'UNICOM', package_loss: '100%' },
      ],
    })
    expect(await client.callbackCheck({ action: 'all', operator: 'DEFAULT' }, to, token)).toEqual({
      exchangeId: 1,
      dns: [{ ip: '203.0.113.7', operator: 'UNICOM' }],
      ping: [
        { ip: '203.0.113.7', fromOperator: 'CAP', loss: '0%', time: '23.079ms' },
        { ip: '203.0.113.7', fromOperator: 'UNICOM', loss: '100%' },
      ],
    })
    const [request = ''] = server.requests
    expect(request).toMatch(/^POST \/cgi-bin\/callback\/check\?access_token=/)
    expect(request).toContain('{"action":"all","check_operator":"DEFAULT"}')
  })

  test.each([
    [{ ping: [] }, { dns: [], ping: [] }],
    [{ dns: [{ ip: 7 }] }, { dns: [{ ip: '', operator: '' }], ping: [] }],
  ])('a network check with less in it: %j', async (body, expected) => {
    const { client, to } = await setUp(body)
    expect(await client.callbackCheck({ action: 'all', operator: 'CAP' }, to, token)).toMatchObject(expected)
  })

  test.each([
    [{ dns: 'x' }, 'dns'],
    [{ ping: [7] }, 'ping'],
  ])('a network check that is none: %j', async (body, field) => {
    const { client, to } = await setUp(body)
    expect(await problemOf(client.callbackCheck({ action: 'all', operator: 'CAP' }, to, token))).toMatchObject({
      code: 'wrong-shape',
      field,
    })
  })

  test.each([{}, { ip_list: '203.0.113.7' }, { ip_list: { 0: 'x' } }])('a list that is none: %j', async (body) => {
    const { client, to } = await setUp(body)
    expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({
      code: 'wrong-shape',
      field: 'ip_list',
    })
  })
})

describe('what WeChat refuses', () => {
  test.each([
    [
      'invalid ip 8.149.1.108 ipv6 ::ffff:8.149.1.108, not in whitelist rid: 64d20329-254dc72d-4b59c863',
      40164,
      '8.149.1.108',
    ],
    ['invalid ip ::ffff:8.149.1.108, not in whitelist', 40164, '8.149.1.108'],
    ['access clientip is not registered, client ip 2001:db8::7.', 61004, '2001:db8::7'],
    ['access clientip is not registered requestIP: 203.0.113.9', 45035, '203.0.113.9'],
    ['invalid ip 999.1.1.1, not in whitelist', 40164, undefined],
    ['invalid appid 8.149.1.108', 40013, undefined],
  ])('%s', async (errmsg, errcode, seenIp) => {
    const { client, recordings, to } = await setUp({ errcode, errmsg })
    const problem = await problemOf(client.stableToken(to, credential))
    expect(problem).toMatchObject({ code: 'wechat', errcode, errmsg, endpoint: 'token', retry: 'never', exchangeId: 1 })
    expect('seenIp' in problem ? problem.seenIp : undefined).toBe(seenIp)
    expect(recordings[0]?.view.outcome).toEqual({ kind: 'errcode', errcode })
  })

  test('the first rid of several, and none of a shape that is none', async () => {
    const { client, to } = await setUp(
      { errcode: 40013, errmsg: 'x rid: 64d20329-254dc72d-4b59c863, rid: 65d20329-254dc72d-4b59c863' },
      { errcode: 40013, errmsg: 'x rid: 64d20329-254dc72d' },
    )
    expect(await problemOf(client.stableToken(to, credential))).toMatchObject({ rid: '64d20329-254dc72d-4b59c863' })
    expect(await problemOf(client.stableToken(to, credential))).not.toHaveProperty('rid')
  })

  test('40001 is a wrong secret at a token endpoint and a stale token elsewhere', async () => {
    const { client, to } = await setUp({ errcode: '40001', errmsg: 'invalid credential' })
    expect(await problemOf(client.stableToken(to, credential))).toMatchObject({
      errcode: 40001,
      endpoint: 'token',
      retry: 'never',
    })
    expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({
      errcode: 40001,
      endpoint: 'api',
      retry: 'refetch',
    })
  })

  test('an errmsg that repeats the secret does not repeat it to anyone', async () => {
    const { client, told, to } = await setUp({ errcode: 40125, errmsg: `invalid appsecret ${credential.appSecret}` })
    const problem = await problemOf(client.stableToken(to, credential))
    expect(problem).toMatchObject({
      errmsg: expect.stringMatching(/^invalid appsecret \[hidden:32-chars:#[0-9a-f]{6}\]$/),
    })
    expect(told()).not.toContain(credential.appSecret)
  })

  test('a token in a reply that is bad otherwise is hidden as well', async () => {
    const short = 'short-token'
    const { client, told, to } = await setUp({ access_token: short, expires_in: -1, again: short })
    expect(await problemOf(client.stableToken(to, credential))).toMatchObject({ code: 'bad-expires-in' })
    expect(told()).not.toContain(short)
  })
})

describe('-1', () => {
  test('is asked again after 1, 2 and 4 s, and no more', async () => {
    const { client, clock, server, recordings, to } = await setUp(busy)
    const call = problemOf(client.stableToken(to, credential))
    for (const [count, wait] of [
      [1, 1000],
      [2, 2000],
      [3, 4000],
    ] as const) {
      await pauses(recordings, clock, count)
      await clock.advance(wait - 1)
      expect(server.requests).toHaveLength(count)
      await clock.advance(1)
    }
    expect(await call).toMatchObject({ errcode: -1, retry: 'backoff', exchangeId: 4 })
    expect(recordings.map(({ view }) => [view.step, view.causedBy])).toEqual([
      ['call', undefined],
      ['backoff', 1],
      ['backoff', 2],
      ['backoff', 3],
    ])
    expect(clock.pending()).toBe(0)
  })

  test('that passes is no problem, and -1000 is asked again once', async () => {
    const { client, clock, server, recordings, to } = await setUp(busy, good, { errcode: -1000 })
    const call = client.stableToken(to, credential)
    await pauses(recordings, clock, 1)
    await clock.advance(1000)
    expect((await call).exchangeId).toBe(2)

    const again = problemOf(client.stableToken(to, credential))
    await pauses(recordings, clock, 3)
    await clock.advance(1000)
    expect(await again).toMatchObject({ errcode: -1000, errmsg: '' })
    expect(server.requests).toHaveLength(4)
  })

  test('can be left while it waits', async () => {
    const controller = new AbortController()
    const { client, recordings, server, context, clock } = await setUp(busy)
    const call = problemOf(client.stableToken(context(server.origin, { signal: controller.signal }), credential))
    await pauses(recordings, clock, 1)
    controller.abort()
    expect(await call).toEqual({ code: 'cancelled', retry: 'never' })
    expect(server.requests).toHaveLength(1)
  })

  test('nothing else is asked again', async () => {
    const { client, server, to } = await setUp({ errcode: 40164, errmsg: '' })
    await problemOf(client.stableToken(to, credential))
    expect(server.requests).toHaveLength(1)
  })
})
