import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { presetDraft, type RequestPresetId, requestPresets } from '#contract/pure/request/request-presets.ts'
import { answering, problemOf, setup } from './testing/bench.ts'

describe('presets', () => {
  const free = (Object.keys(requestPresets) as RequestPresetId[]).filter(
    (id) => !id.startsWith('clear') && id !== 'rid',
  )

  test.each(free)('%s is answered', async (id) => {
    const { send, exchange } = await setup()
    const reply = await send(presetDraft(id))
    expect(reply).toMatchObject({ status: 200, size: expect.any(Number) })
    expect(await exchange(reply.exchangeId)).toMatchObject({
      initiator: { by: 'user', action: 'request' },
      step: 'call',
      outcome: { kind: 'ok' },
      path: requestPresets[id].target.split('?')[0],
    })
  })

  test.each(['clearQuota', 'clearApiQuota'] as const)('%s asks first, and says what it costs', async (id) => {
    const { send, server, body } = await setup()
    const cost = id === 'clearQuota' ? 'clear-quota' : 'clear-api-quota'
    expect(await problemOf(send(presetDraft(id)))).toMatchObject({ code: 'confirm-request', cost })
    expect(server.counts()[requestPresets[id].target]).toBe(0)
    const { exchangeId } = await send({ ...presetDraft(id), confirmed: true })
    expect(JSON.parse(await body(exchangeId, 'response'))).toMatchObject({ errcode: 0 })
    if (id === 'clearQuota') expect(await body(exchangeId, 'request')).toContain(server.appId)
  })

  test('a rid is looked up, and the token in the address that WeChat tells is hidden', async () => {
    const { send, router, accountId, body, exchange } = await setup()
    const refused = await problemOf(
      send({ method: 'POST', target: '/cgi-bin/callback/check', body: '{"action":"trace"}' }),
    )
    expect(refused).toMatchObject({ code: 'wechat', errcode: 40202, rid: expect.any(String) })
    const { rid } = refused as { rid: string }
    const { exchangeId } = await send(presetDraft('rid', { rid }))
    const { token } = await call(router.token.reveal, { accountId })
    const text = await body(exchangeId, 'response')
    expect(text).toMatch(/request_url":"[^"]+access_token=\[hidden:136-chars:#[0-9a-f]{6}\]"/)
    expect(text).not.toContain(token.slice(10, 60))
    expect((await exchange(exchangeId)).redactions).toBeGreaterThan(1)
    expect(await problemOf(send(presetDraft('rid')))).toMatchObject({ code: 'wechat', errcode: 76001 })
  })

  test('of a token that this console has never seen, too', async () => {
    const strange = `92_${'Zz-9'.repeat(33)}`
    const { origin } = await answering({
      body: JSON.stringify({
        errcode: 0,
        request: {
          request_url: `https://api.weixin.qq.com/cgi-bin/clear_quota?access_token=${strange}&x=1`,
          request_body: JSON.stringify({ appid: 'wx1', appsecret: '0123456789abcdef0123456789abcdef' }),
          response_body: JSON.stringify({ access_token: strange, expires_in: 7200 }),
        },
      }),
    })
    const { send, body } = await setup('stable', origin)
    const { exchangeId } = await send({ ...presetDraft('rid'), attachToken: false })
    const text = await body(exchangeId, 'response')
    expect(text).not.toContain(strange.slice(3, 40))
    expect(text).not.toContain('0123456789abcdef')
  })

  test('a ticket is a credential: it is hidden, whole or cut off', async () => {
    const { send, server, body } = await setup()
    const { exchangeId } = await send(presetDraft('ticket'))
    expect(JSON.parse(await body(exchangeId, 'response'))).toMatchObject({
      ticket: expect.stringMatching(/^\[hidden:86-chars:#[0-9a-f]{6}\]$/),
    })
    server.setScenario('truncated-json', true)
    const cut = await problemOf(send(presetDraft('ticket')))
    expect(cut).toMatchObject({ code: 'truncated' })
    expect(await body(exchangeId + 1, 'response')).not.toMatch(/"ticket":"[\w-]{64}/)
  })
})

describe('what is sent', () => {
  test('is the body byte for byte, with its length, and the token in front of the query', async () => {
    const seen = await answering({ body: '{"errcode":0}' })
    const { send, router, accountId } = await setup('pasted', seen.origin)
    const token = `92_${'t'.repeat(133)}`
    await call(router.token.paste, { accountId, token })
    const text = '{ "n": 9007199254740993,\r\n\t"n":1.0, "名":"\\u4e2d", "id":"$WX_APPID" }'
    await send({ method: 'POST', target: '/cgi-bin/x?type=a', body: text })
    const last = seen.requests.at(-1)
    expect(last?.url).toBe(`/cgi-bin/x?access_token=${token}&type=a`)
    expect(last?.body).toBe(text.replace('$WX_APPID', 'wx5a4db0c500000001'))
    expect(last?.headers).toMatchObject({
      'content-length': String(Buffer.byteLength(last?.body ?? '')),
      'content-type': 'application/json',
    })
    expect(last?.headers).not.toHaveProperty('transfer-encoding')
  })

  test('has a Content-Length of 0 when a POST has no body', async () => {
    const seen = await answering({ body: '{}' })
    const { send, exchange } = await setup('stable', seen.origin)
    const { exchangeId } = await send({ method: 'POST', target: '/cgi-bin/x', attachToken: false })
    expect(seen.requests.at(-1)?.headers).toMatchObject({ 'content-length': '0' })
    const names = (await exchange(exchangeId)).request.headers.map(([name]) => name.toLowerCase())
    expect(names.filter((name) => name === 'content-length')).toHaveLength(1)
  })

  test('goes to the account and nowhere else; a redirect is refused and shown', async () => {
    const elsewhere = await answering({ body: '{}' })
    const seen = await answering({ status: 302, headers: { location: `${elsewhere.origin}/cgi-bin/x` }, body: '' })
    const { send, exchange } = await setup('stable', seen.origin)
    const problem = await problemOf(send({ target: '/cgi-bin/x?s=$WX_APPSECRET', attachToken: false }))
    expect(problem).toMatchObject({ code: 'redirect-refused', status: 302, exchangeId: 1 })
    expect(elsewhere.requests).toEqual([])
    expect((await exchange(1)).response?.status).toBe(302)
  })

  test.each([
    [{ target: 'https://evil.example/cgi-bin/x' }, { field: 'target', reason: 'host' }],
    [{ target: '/cgi-bin/x y' }, { field: 'target', reason: 'blank' }],
    [
      { method: 'POST' as const, body: '{"a":}' },
      { field: 'body', reason: 'not-json', line: 1, column: 6 },
    ],
    [{ body: '{}' }, { field: 'body', reason: 'body-on-get' }],
  ])('%j is refused before anything leaves', async (options, fault) => {
    const { send, server } = await setup()
    expect(await problemOf(send(options))).toMatchObject({ code: 'request-invalid', ...fault })
    expect(Object.values(server.counts()).every((count) => count === 0)).toBe(true)
  })

  test('secrets in placeholders are sent, and hidden in record, event and log', async () => {
    const seen = await answering({ body: '{"errcode":0,"errmsg":"ok"}' })
    const { send, server, exchange, body, snapshot, ports } = await setup('stable', seen.origin)
    const target = '/cgi-bin/x/$WX_APPSECRET?s=$WX_APPSECRET'
    const text = '{"appid":"$WX_APPID","appsecret":"$WX_APPSECRET","in":"x$WX_APPSECRET!"}'
    const { exchangeId } = await send({ method: 'POST', target, body: text, attachToken: false })
    expect(seen.requests[0]?.url).toBe(`/cgi-bin/x/${server.appSecret}?s=${server.appSecret}`)
    expect(JSON.parse(seen.requests[0]?.body ?? '')).toMatchObject({ appsecret: server.appSecret })
    const everything = JSON.stringify([
      await exchange(exchangeId),
      await body(exchangeId, 'request'),
      await snapshot('exchange'),
      ports.logged,
    ])
    expect(everything).not.toContain(server.appSecret)
    expect(everything).toContain('[hidden:32-chars:')
  })

  test('without the AppSecret nothing that needs it is sent', async () => {
    const { send } = await setup('pasted')
    const needsSecret = {
      method: 'POST' as const,
      target: '/cgi-bin/x',
      body: '{"s":"$WX_APPSECRET"}',
      attachToken: false,
    }
    expect(await problemOf(send(needsSecret))).toMatchObject({ code: 'secret-needed' })
    expect(await problemOf(send({}))).toMatchObject({ code: 'no-token' })
  })
})

describe('the token', () => {
  test('is fetched when there is none, and once more when it is refused; the request is then replayed', async () => {
    const { send, server, snapshot } = await setup()
    await send({})
    server.fetchElsewhere(server.appId, 'stable')
    server.advance(5 * 60_000)
    const { exchangeId } = await send({})
    const rows = (await snapshot('exchange')).reverse()
    const initiator = { by: 'user', action: 'request' }
    expect(rows.map((row) => row.initiator)).toEqual(rows.map(() => initiator))
    expect(rows).toMatchObject([
      { step: 'token-for-call' },
      { step: 'call', causedBy: 1 },
      { step: 'call' },
      { step: 'refetch', causedBy: 3 },
      { id: exchangeId, step: 'replay', causedBy: 3 },
    ])
  })

  test('is not touched by a request that takes none', async () => {
    const { send, server } = await setup()
    expect(await problemOf(send({ attachToken: false }))).toMatchObject({ code: 'wechat', errcode: 41001 })
    expect(server.counts()['/cgi-bin/stable_token']).toBe(0)
  })

  test('in a placeholder stands where it was written', async () => {
    const { send, exchange } = await setup()
    const { exchangeId } = await send({
      target: '/cgi-bin/getcallbackip?access_token=$WX_ACCESS_TOKEN',
      attachToken: false,
    })
    expect((await exchange(exchangeId)).request.target).toMatch(/^\/cgi-bin\/getcallbackip\?access_token=\[hidden:136/)
  })
})

describe('replies', () => {
  test.each([
    ['an array', { body: '[1,2]' }],
    ['a file', { body: '\u0000\u0001PNG', headers: { 'content-type': 'image/png' } }],
    ['one of more than is interpreted', { body: JSON.stringify({ errcode: 0, list: 'x'.repeat(5 * 1024 * 1024) }) }],
    ['numbers as strings', { body: '{"errcode":"0"}' }],
  ])('%s is a good one', async (_, answer) => {
    const { origin } = await answering(answer)
    const { send } = await setup('stable', origin)
    expect(await send({ attachToken: false })).toMatchObject({ status: 200, size: answer.body.length })
  })

  test.each([
    ['a page', { body: '<html>', headers: { 'content-type': 'text/html' } }, { code: 'not-json' }],
    ['an errcode', { body: '{"errcode":48001,"errmsg":"api unauthorized"}' }, { code: 'wechat', errcode: 48001 }],
    ['a status', { body: '', status: 412 }, { code: 'http-status', status: 412 }],
    ['-1, which is not tried again', { body: '{"errcode":-1}' }, { code: 'wechat', errcode: -1 }],
  ])('%s is a problem that names its exchange, which has the reply', async (_, answer, problem) => {
    const seen = await answering(answer)
    const { send, body } = await setup('stable', seen.origin)
    expect(await problemOf(send({ attachToken: false }))).toMatchObject({ ...problem, exchangeId: 1 })
    expect(await body(1, 'response')).toBe(answer.body)
    expect(seen.requests).toHaveLength(1)
  })

  test('one that is waited for can be left', async () => {
    const { send, server, snapshot } = await setup()
    server.setScenario('slow', true)
    const controller = new AbortController()
    const sending = problemOf(send({ attachToken: false }, controller.signal))
    await expect.poll(() => server.counts()['/cgi-bin/getcallbackip']).toBe(1)
    controller.abort()
    expect(await sending).toMatchObject({ code: 'cancelled' })
    await expect.poll(async () => (await snapshot('exchange'))[0]?.outcome).toMatchObject({ code: 'cancelled' })
  })
})
