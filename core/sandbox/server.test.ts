import { describe, expect, test } from 'vitest'
import { grant, testSandbox } from './testing/test-sandbox.ts'

const minute = 60_000
const hour = 60 * minute

describe('good replies', () => {
  test('a classic token', async () => {
    const sandbox = await testSandbox()
    const query = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret }
    const { status, headers, json } = await sandbox.get('/cgi-bin/token', query)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; encoding=utf-8')
    expect(json).toEqual({ access_token: expect.stringMatching(/^92_[\w-]{133}$/), expires_in: 7200 })
  })

  test('the credential has the shape of a real one', async () => {
    const { appId, appSecret, origin } = await testSandbox()

    expect(appId).toMatch(/^wx[0-9a-f]{16}$/)
    expect(appSecret).toMatch(/^[0-9a-f]{32}$/)
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('the stable token is the same again, with less life left', async () => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
    const body = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret }
    const first = await sandbox.postJson('/cgi-bin/stable_token', body)
    sandbox.advance(hour)
    const again = await sandbox.postJson('/cgi-bin/stable_token', body)

    expect(again.json).toEqual({ access_token: first.json.access_token, expires_in: 3600 })
  })

  test.each(['classic', 'stable'] as const)('the IP list, with a %s token', async (family) => {
    const sandbox = await testSandbox()
    const { json } = await sandbox.get('/cgi-bin/getcallbackip', { access_token: await sandbox[family]() })
    const list = json.ip_list as string[]

    expect(Object.keys(json)).toEqual(['ip_list'])
    expect(list.length).toBeGreaterThanOrEqual(20)
    expect(list.some((entry) => entry.endsWith('/24'))).toBe(true)
    expect(list.some((entry) => entry.endsWith('/25'))).toBe(true)
    expect(list.some((entry) => !entry.includes('/'))).toBe(true)
    expect(new Set(list).size).toBeLessThan(list.length)
    expect(list.toSorted()).not.toEqual(list)
  })

  test('further accounts have tokens of their own', async () => {
    const extra = { appId: 'wxfedcba9876543210', appSecret: 'f'.repeat(32) }
    const sandbox = await testSandbox({ extraAccounts: [extra] })
    const query = { ...grant, appid: extra.appId, secret: extra.appSecret }
    const { json } = await sandbox.get('/cgi-bin/token', query)
    await sandbox.classic()
    await sandbox.classic()

    expect(await sandbox.errcodeOf(String(json.access_token))).toBe(0)
  })
})

describe('the life of a token', () => {
  test.each([
    { name: 'live', ms: 2 * hour - 1000, errcode: 0 },
    { name: 'over', ms: 2 * hour, errcode: 42001 },
  ])('$name', async ({ ms, errcode }) => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
    const token = await sandbox.classic()
    sandbox.advance(ms)

    expect(await sandbox.errcodeOf(token)).toBe(errcode)
  })

  test.each([
    { family: 'classic', other: 'stable' },
    { family: 'stable', other: 'classic' },
  ] as const)('someone else fetches $family: five minutes are left, and $other goes on', async ({ family, other }) => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
    const [token, untouched] = [await sandbox[family](), await sandbox[other]()]
    sandbox.fetchElsewhere(sandbox.appId, family)

    expect(await sandbox.errcodeOf(token)).toBe(0)
    sandbox.advance(5 * minute)
    expect(await sandbox.errcodeOf(token)).toBe(40001)
    expect(await sandbox.errcodeOf(untouched)).toBe(0)
  })

  test.each([
    { apart: 30_000, leaked: 40001 },
    { apart: 29_999, leaked: 0 },
  ])(
    'a leak drill: two forced refreshes $apart ms apart leave the first token at $leaked',
    async ({ apart, leaked }) => {
      const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
      const first = await sandbox.stable()
      const second = await sandbox.stable(true)
      expect(second).not.toBe(first)
      expect(await sandbox.errcodeOf(first)).toBe(0)
      sandbox.advance(apart)
      const third = await sandbox.stable(true)

      expect(third === second).toBe(leaked === 0)
      expect(await sandbox.errcodeOf(first)).toBe(leaked)
      expect(await sandbox.errcodeOf(third)).toBe(0)
    },
  )

  test('the 21st forced refresh of a day', async () => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
    const body = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret, force_refresh: true }
    for (let count = 0; count < 20; count++) {
      expect((await sandbox.postJson('/cgi-bin/stable_token', body)).json.errcode).toBeUndefined()
      sandbox.advance(minute)
    }
    expect((await sandbox.postJson('/cgi-bin/stable_token', body)).json.errcode).toBe(45009)
  })
})

describe('the virtual clock', () => {
  test('Date and rid follow it', async () => {
    const sandbox = await testSandbox({ now: () => Date.UTC(2026, 0) })
    sandbox.advance(hour)
    const { headers, json } = await sandbox.get('/cgi-bin/getcallbackip')
    const seconds = Number.parseInt(
      / rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}$/.exec(String(json.errmsg))?.[1] ?? '',
      16,
    )

    expect(headers.get('date')).toBe('Thu, 01 Jan 2026 01:00:00 GMT')
    expect(seconds * 1000).toBe(Date.UTC(2026, 0, 1, 1))
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %s', async (ms) => {
    const sandbox = await testSandbox()

    expect(() => sandbox.advance(ms)).toThrow(RangeError)
    expect(sandbox.offsetMs()).toBe(0)
  })
})

test('requests are counted by endpoint', async () => {
  const sandbox = await testSandbox()
  await sandbox.classic()
  await sandbox.stable()
  await sandbox.stable()
  await sandbox.get('/elsewhere')

  expect(sandbox.counts()).toMatchObject({
    '/cgi-bin/callback/check': 0,
    '/cgi-bin/get_api_domain_ip': 0,
    '/cgi-bin/token': 1,
    '/cgi-bin/stable_token': 2,
    '/cgi-bin/getcallbackip': 0,
  })
})

test('a port in use is reported', async () => {
  const { origin } = await testSandbox()

  await expect(testSandbox({ port: Number(new URL(origin).port) })).rejects.toThrow('EADDRINUSE')
})
