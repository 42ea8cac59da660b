import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { problemOf, recorded, setup } from './testing/bench.ts'

describe('sent again', () => {
  test('an exchange is the same bytes once more, with the token of now, and names the old one', async () => {
    const { send, exchange, body, server } = await setup()
    const first = await send({
      method: 'POST',
      target: '/cgi-bin/callback/check',
      body: '{"action":"dns", "check_operator":"CAP"}',
    })
    server.fetchElsewhere(server.appId, 'stable')
    server.advance(5 * 60_000)
    const draft = await recorded(await exchange(first.exchangeId), await body(first.exchangeId, 'request'))
    await problemOf(send(draft))
    const again = await exchange(first.exchangeId + 1)
    expect(again).toMatchObject({ initiator: { by: 'user', action: 'resend' }, causedBy: first.exchangeId })
    expect(await body(again.id, 'request')).toBe(await body(first.exchangeId, 'request'))
    const replay = await send(draft)
    expect(await exchange(replay.exchangeId)).toMatchObject({
      outcome: { kind: 'ok' },
      initiator: { by: 'user', action: 'resend' },
    })
  })

  test("the console's own stable fetch is sent again without a question, and its token is the held one", async () => {
    const { send, exchange, body, router, accountId, server } = await setup()
    await call(router.token.fetch, { accountId })
    server.fetchElsewhere(server.appId, 'stable')
    const before = await call(router.token.reveal, { accountId })
    const { exchangeId } = await send(await recorded(await exchange(1), await body(1, 'request')))
    expect(await exchange(exchangeId)).toMatchObject({
      initiator: { by: 'user', action: 'resend' },
      causedBy: 1,
      path: '/cgi-bin/stable_token',
    })
    const after = await call(router.token.reveal, { accountId })
    expect(after.token).not.toBe(before.token)
    server.advance(5 * 60_000)
    expect(await call(router.token.probe, { accountId })).toEqual({ outcome: 'works' })
  })

  test('a classic fetch asks first; then the new token is held, and nobody else is blamed for the old one', async () => {
    const { send, exchange, router, accountId, server, body } = await setup('classic')
    await call(router.token.fetch, { accountId, confirmed: true })
    const { token: old } = await call(router.token.reveal, { accountId })
    const again = await recorded(await exchange(1), '')
    expect(await problemOf(send(again))).toMatchObject({ code: 'confirm-request', cost: 'classic-token' })
    expect((await call(router.token.reveal, { accountId })).token).toBe(old)

    const { exchangeId } = await send({ ...again, confirmed: true })
    expect(await body(exchangeId, 'response')).toMatch(/"access_token":"\[hidden:/)
    const { token } = await call(router.token.reveal, { accountId })
    expect(token).not.toBe(old)
    server.advance(5 * 60_000)
    expect(await call(router.token.probe, { accountId })).toEqual({ outcome: 'works' })
    const found = await call(router.token.diagnose, { accountId, token: old, probe: true })
    expect(found.verdict).toBe('replaced-here')
  })
})

describe('a token request of another family, or edited', () => {
  const classicGet = '/cgi-bin/token?grant_type=client_credential&appid=$WX_APPID&secret=$WX_APPSECRET'

  test('is held by the entry it belongs to, whichever entry sent it', async () => {
    const { send, add, router, server } = await setup('stable')
    const classic = await add('classic')
    await call(router.token.fetch, { accountId: classic, confirmed: true })
    const { token: old } = await call(router.token.reveal, { accountId: classic })
    await send({ target: classicGet, attachToken: false, confirmed: true })
    expect((await call(router.token.reveal, { accountId: classic })).token).not.toBe(old)
    server.advance(5 * 60_000)
    expect(await call(router.token.probe, { accountId: classic })).toEqual({ outcome: 'works' })
  })

  test('is told by the timeline where no entry holds such a token', async () => {
    const { send, router, accountId, snapshot, server } = await setup('classic')
    await call(router.token.fetch, { accountId, confirmed: true })
    const { token: old } = await call(router.token.reveal, { accountId })
    await call(router.accounts.update, { id: accountId, tokenSource: { kind: 'wechat', family: 'stable' } })
    await send({ target: classicGet, attachToken: false, confirmed: true })
    const [timeline] = await snapshot('timeline')
    expect(timeline?.tokens).toMatchObject([
      { family: 'classic', replacedAt: expect.any(Number) },
      { family: 'classic', source: 'fetched' },
    ])
    server.advance(5 * 60_000)
    const found = await call(router.token.diagnose, { accountId, token: old, probe: true })
    expect(found.verdict).toBe('replaced-here')
  })

  test('that is forced counts as one, and keeps its distance', async () => {
    const { send, router, accountId, snapshot } = await setup()
    await call(router.token.fetch, { accountId })
    const forced = {
      method: 'POST' as const,
      target: '/cgi-bin/stable_token',
      body: '{"grant_type":"client_credential","appid":"$WX_APPID","secret":"$WX_APPSECRET","force_refresh":true}',
      attachToken: false,
    }
    const before = await call(router.token.reveal, { accountId })
    expect(await problemOf(send(forced))).toMatchObject({ code: 'confirm-request', cost: 'force-refresh' })
    await send({ ...forced, confirmed: true })
    expect((await call(router.token.reveal, { accountId })).token).not.toBe(before.token)
    expect((await snapshot('token'))[0]).toMatchObject({ source: 'forced', force: { usedToday: 1 } })
    expect(await problemOf(send({ ...forced, confirmed: true }))).toMatchObject({ code: 'force-too-soon' })
  })

  test('that fails says nothing of the held token, nor of fetching', async () => {
    const { send, router, accountId, snapshot } = await setup()
    await call(router.token.fetch, { accountId })
    const wrong = '{"grant_type":"client_credential","appid":"$WX_APPID","secret":"00000000000000000000000000000000"}'
    const problem = await problemOf(
      send({ method: 'POST', target: '/cgi-bin/stable_token', body: wrong, attachToken: false }),
    )
    expect(problem).toMatchObject({ code: 'wechat', errcode: 40125, endpoint: 'token' })
    const [token] = await snapshot('token')
    expect(token).toMatchObject({ state: 'live' })
    expect(token).not.toHaveProperty('lastFailure')
    expect((await snapshot('timeline'))[0]?.events).toEqual([])
  })
})
