import { describe, expect, test } from 'vitest'
import { type TestSandbox, testSandbox } from '#core/sandbox/testing/test-sandbox.ts'

const other = { appId: 'wx3f9a1c07d2b84e65', appSecret: 'd0c4b5a69788f1e2d3c4b5a697081726' }
const day = 86_400_000

/** Posts with the sandbox account's stable token. */
async function contexts(options: Parameters<typeof testSandbox>[0] = {}) {
  const sandbox = await testSandbox(options)
  const access_token = await sandbox.stable()
  const post = async (path: string, body: unknown) =>
    (await sandbox.postJson(`/cgi-bin/${path}`, body, { access_token })).json
  const get = async (path: string, query: Record<string, string> = {}) =>
    (await sandbox.get(`/cgi-bin/${path}`, { access_token, ...query })).json
  return { sandbox, access_token, post, get }
}

test.each(['openapi/quota/get', 'openapi/quota/clear', 'openapi/rid/get', 'clear_quota'])(
  '%s needs a token and a body',
  async (path) => {
    const { sandbox, post } = await contexts()
    expect((await sandbox.postJson(`/cgi-bin/${path}`, {})).json).toMatchObject({ errcode: 41001 })
    expect((await sandbox.postJson(`/cgi-bin/${path}`, {}, { access_token: 'x' })).json).toMatchObject({
      errcode: 40001,
    })
    expect(Number((await post(path, {})).errcode)).toBeGreaterThan(0)
  },
)

describe('openapi/quota/get', () => {
  test('tells how often an endpoint was called today; tomorrow it starts again', async () => {
    const { sandbox, post, get } = await contexts({ now: () => Date.UTC(2026, 0, 1, 3) })
    const quota = async () => (await post('openapi/quota/get', { cgi_path: '/cgi-bin/getcallbackip' })).quota
    expect(await quota()).toEqual({ daily_limit: 100_000, used: 0, remain: 100_000 })
    await get('getcallbackip')
    await get('getcallbackip')
    expect(await quota()).toEqual({ daily_limit: 100_000, used: 2, remain: 99_998 })
    // 11:00 in Beijing; its midnight is in 13 hours.
    sandbox.advance(day / 24)
    expect(await quota()).toMatchObject({ used: 2 })
    sandbox.advance(12 * (day / 24))
    const access_token = await sandbox.stable()
    const later = await sandbox.postJson(
      '/cgi-bin/openapi/quota/get',
      { cgi_path: '/cgi-bin/getcallbackip' },
      { access_token },
    )
    expect(later.json).toMatchObject({ errcode: 0, quota: { used: 0 } })
  })

  test.each([
    ['cgi-bin/getcallbackip', 76003],
    ['https://api.weixin.qq.com/cgi-bin/getcallbackip', 76003],
    ['/cgi-bin/nothing', 76021],
    ['/sns/userinfo', 76022],
    [undefined, 76003],
  ])('%s is answered %i', async (cgi_path, errcode) => {
    const { post } = await contexts()
    expect(await post('openapi/quota/get', { cgi_path })).toMatchObject({ errcode })
    expect(await post('openapi/quota/clear', { cgi_path })).toMatchObject({ errcode })
  })

  test('an endpoint that is used up answers 45009 until it is cleared', async () => {
    const { sandbox, access_token, post } = await contexts({ now: () => Date.UTC(2026, 0, 1, 3) })
    const quota = {
      day: dayOf(sandbox),
      used: { '/cgi-bin/getcallbackip': 100_000 },
      month: 24_312,
      cleared: { all: 0, one: 0 },
    }
    const state = sandbox.state()
    state.accounts[sandbox.appId] = { ...(state.accounts[sandbox.appId] ?? { classic: [], stable: [] }), quota }
    const again = await testSandbox({ state, now: () => Date.UTC(2026, 0, 1, 3) })
    expect(await again.errcodeOf(access_token)).toBe(45009)
    const body = { cgi_path: '/cgi-bin/getcallbackip' }
    const cleared = await again.postJson('/cgi-bin/openapi/quota/clear', body, { access_token })
    expect(cleared.json).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await again.errcodeOf(access_token)).toBe(0)
    expect(await post('openapi/quota/get', body)).toMatchObject({ errcode: 0 })
  })
})

function dayOf(sandbox: TestSandbox): number {
  expect(sandbox.offsetMs()).toBe(0)
  return Math.floor((Date.UTC(2026, 0, 1, 3) + 8 * 3_600_000) / day)
}

describe('clear_quota', () => {
  test('is for the account of the token only', async () => {
    const { post, sandbox } = await contexts({ extraAccounts: [other] })
    expect(await post('clear_quota', { appid: other.appId })).toMatchObject({ errcode: 40013 })
    expect(await post('clear_quota', {})).toMatchObject({ errcode: 41002 })
    expect(await post('clear_quota', { appid: sandbox.appId })).toEqual({ errcode: 0, errmsg: 'ok' })
  })

  test('sets every count to zero, and ends the exhausted day', async () => {
    const { sandbox, post, get } = await contexts()
    await get('getcallbackip')
    sandbox.setScenario('daily-quota', true)
    expect(await get('getcallbackip')).toMatchObject({ errcode: 45009 })
    await post('clear_quota', { appid: sandbox.appId })
    expect(sandbox.scenarios()).toEqual([])
    const { quota } = await post('openapi/quota/get', { cgi_path: '/cgi-bin/getcallbackip' })
    expect(quota).toMatchObject({ used: 0 })
    expect(await get('getcallbackip')).toHaveProperty('ip_list')
  })

  test('ten times a month, by token or by secret, over a restart too; the next month has ten more', async () => {
    const start = Date.UTC(2026, 0, 31, 12)
    const { sandbox, post } = await contexts({ now: () => start })
    const { appId: appid, appSecret: appsecret } = sandbox
    const bySecret = async (one: TestSandbox) =>
      (await one.postJson('/cgi-bin/clear_quota/v2', { appid, appsecret })).json.errcode
    for (let count = 0; count < 9; count++) expect(await post('clear_quota', { appid })).toMatchObject({ errcode: 0 })
    expect(await bySecret(sandbox)).toBe(0)
    expect(await post('clear_quota', { appid })).toMatchObject({ errcode: 48006 })

    const again = await testSandbox({ state: sandbox.state(), now: () => start })
    expect(again.stateDiscarded).toBe(false)
    expect(await bySecret(again)).toBe(48006)
    // 20:00 in Beijing: February begins there in four hours.
    again.advance(4 * 3_600_000)
    expect(await bySecret(again)).toBe(0)
  })

  test('by secret wants the secret under its own name', async () => {
    const { sandbox } = await contexts()
    const { appId: appid, appSecret } = sandbox
    const clear = async (body: unknown) => (await sandbox.postJson('/cgi-bin/clear_quota/v2', body)).json.errcode
    expect(await clear({ appid, secret: appSecret })).toBe(41004)
    expect(await clear({ appid, appsecret: '0'.repeat(32) })).toBe(40125)
    expect(await clear({ appid: 'wx0000000000000000', appsecret: appSecret })).toBe(40013)
  })

  test('one endpoint fifty times a month', async () => {
    const { post } = await contexts()
    const clear = () => post('openapi/quota/clear', { cgi_path: '/cgi-bin/getcallbackip' })
    for (let count = 0; count < 50; count++) expect(await clear()).toMatchObject({ errcode: 0 })
    expect(await clear()).toMatchObject({ errcode: 48006 })
  })
})

describe('openapi/rid/get', () => {
  async function refused(extra: Parameters<typeof testSandbox>[0] = {}) {
    const all = await contexts(extra)
    const { errmsg } = await all.post('callback/check', { action: 'trace', check_operator: 'DEFAULT' })
    return { ...all, rid: String(errmsg).slice(-26) }
  }

  test('finds a refused request of the account, its token in the address', async () => {
    const { post, rid, access_token } = await refused()
    const { errcode, request } = await post('openapi/rid/get', { rid })
    expect(errcode).toBe(0)
    expect(request).toMatchObject({
      invoke_time: Number.parseInt(rid.slice(0, 8), 16),
      request_url: `https://api.weixin.qq.com/cgi-bin/callback/check?access_token=${access_token}`,
      request_body: '{"action":"trace","check_operator":"DEFAULT"}',
      response_body: expect.stringContaining(rid),
    })
  })

  test('for seven days', async () => {
    const { sandbox, rid } = await refused()
    const find = async () =>
      (await sandbox.postJson('/cgi-bin/openapi/rid/get', { rid }, { access_token: await sandbox.stable() })).json
        .errcode
    sandbox.advance(7 * day - 60_000)
    expect(await find()).toBe(0)
    sandbox.advance(60_001)
    expect(await find()).toBe(76001)
  })

  test('not for another account, nor what was never refused', async () => {
    const { sandbox, post, rid } = await refused({ extraAccounts: [other] })
    const { json } = await sandbox.get('/cgi-bin/token', {
      grant_type: 'client_credential',
      appid: other.appId,
      secret: other.appSecret,
    })
    const query = { access_token: String(json.access_token) }
    expect((await sandbox.postJson('/cgi-bin/openapi/rid/get', { rid }, query)).json).toMatchObject({ errcode: 76001 })
    expect(await post('openapi/rid/get', { rid: '00000000-00000000-00000000' })).toMatchObject({ errcode: 76001 })
  })

  test('is found after a restart, from a state that holds no token', async () => {
    const { sandbox, rid, access_token } = await refused()
    await sandbox.postJson('/cgi-bin/callback/check', { action: access_token }, { access_token })
    const saved = JSON.stringify(sandbox.state())
    expect(saved).toContain(rid)
    expect(saved).not.toContain(access_token.slice(20, 60))
    const again = await testSandbox({ state: JSON.parse(saved) })
    const { json } = await again.postJson('/cgi-bin/openapi/rid/get', { rid }, { access_token })
    expect(JSON.stringify(json)).toContain(access_token)
  })
})

describe('ticket/getticket', () => {
  test.each(['jsapi', 'wx_card'])('gives the same %s ticket for two hours', async (type) => {
    const start = Date.UTC(2026, 0, 1, 0, 30)
    const { sandbox, get } = await contexts({ now: () => start })
    const first = await get('ticket/getticket', { type })
    expect(first).toMatchObject({ errcode: 0, ticket: expect.stringMatching(/^[\w-]{86}$/), expires_in: 5400 })
    sandbox.advance(60_000)
    expect(await get('ticket/getticket', { type })).toMatchObject({ ticket: first.ticket, expires_in: 5340 })
    sandbox.advance(90 * 60_000)
    expect(await get('ticket/getticket', { type })).not.toMatchObject({ ticket: first.ticket })
  })

  test('of no other type', async () => {
    const { get } = await contexts()
    expect(await get('ticket/getticket')).toMatchObject({ errcode: 40097 })
    expect(await get('ticket/getticket', { type: 'other' })).toMatchObject({ errcode: 40097 })
  })
})
