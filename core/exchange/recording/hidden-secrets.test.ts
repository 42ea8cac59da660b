import { gzipSync } from 'node:zlib'
import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { markerFor } from '#core/kernel/redaction/marker.ts'
import { anyWriting, wechatSecret } from '#core/kernel/redaction/testing/writings.ts'
import { reply, type Script, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import { type Bench, createBench } from '#core/wechat/testing/bench.ts'
import { credential, good, head, write } from '#core/wechat/testing/hostile-corpus.ts'

/** Where a server may repeat what it was sent; `echo` has no control characters. */
const places: Record<string, (echo: string) => Script> = {
  'the status text': (echo) => (socket) => void socket.write(reply('{}', [], `400 ${echo}`)),
  'a header': (echo) => (socket) =>
    void socket.write(reply('{}', [`X-Echo: a ${echo} b`, `Set-Cookie: t=${echo}; path=/`])),
  'a Location': (echo) => (socket) => void socket.write(reply('', [`Location: http://x/?a=${echo}&b=1`], '302 Found')),
  'a trailer': (echo) => (socket) =>
    void socket.write(`${head('Transfer-Encoding: chunked')}2\r\n{}\r\n0\r\nX-Echo: ${echo}\r\n\r\n`),
  'an errmsg': (echo) => (socket) =>
    void socket.write(reply(JSON.stringify({ errcode: 40013, errmsg: `bad ${echo}` }))),
  'a body that is no JSON': (echo) => (socket) => void socket.write(reply(`<p>${echo}</p>`)),
  'a field': (echo) => (socket) => void socket.write(reply(JSON.stringify({ log: JSON.stringify([{ was: echo }]) }))),
  'a list entry': (echo) => (socket) =>
    void socket.write(reply(JSON.stringify({ ip_list: ['203.0.113.7', `not ${echo}`] }))),
  'a body that stops': (echo) => (socket) => void socket.end(`${head('Content-Length: 9999')}{"a":"${echo}`),
  'a head that is none': (echo) => (socket) => void socket.end(`HTTP/1.1 200 ${echo}\r\nX ${echo}\r\n\r\n`),
  'no head at all': (echo) => (socket) => void socket.end(`${echo}\r\n\r\n`),
  'a Content-Encoding': (echo) => (socket) => void socket.write(reply('{}', [`Content-Encoding: ${echo}`])),
  'a Content-Length': (echo) => (socket) => void socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${echo}\r\n\r\n`),
}

let server: WireServer
let bench: Bench
let script: Script = () => {}
beforeAll(async () => {
  server = await startWireServer((...request) => script(...request))
})
afterAll(() => server.close())
beforeEach(() => {
  bench = createBench()
  return () => bench.close()
})

const settings = { seed: 20261203, numRuns: 25 }
const outcomeOf = async (call: Promise<unknown>) => {
  try {
    return JSON.stringify(await call)
  } catch (error) {
    return `${String(error)} ${JSON.stringify(error)}`
  }
}

describe('a secret that a server repeats reaches neither record nor log nor caller', () => {
  for (const [place, echoing] of Object.entries(places)) {
    property.prop([wechatSecret, anyWriting, fc.boolean()], settings)(place, async (secret, write, isToken) => {
      const echo = write(secret)
      script = echoing(echo)
      const to = bench.context(server.origin)
      const told = [
        isToken
          ? await outcomeOf(bench.client.ipList('callback', to, secret))
          : await outcomeOf(bench.client.stableToken(to, { appId: 'wx0123456789abcdef', appSecret: secret })),
        bench.told(),
      ].join('\n')
      // As JSON, since the tests read the log and the sink that way.
      for (const form of [secret, echo, JSON.stringify(echo).slice(1, -1)]) expect(told).not.toContain(form)
    })
  }
})

describe('a secret that a reply brings cannot push another one out', () => {
  const flood = Array.from({ length: 400 }, (_, at) => [`a${at}_access_token`, `learnt-${at}-${'x'.repeat(20)}`])

  test('neither in its own record nor in one that is made meanwhile', async () => {
    const [secret, token] = ['0f'.repeat(16), `92_${'Ab-9_xYz'.repeat(17)}`]
    const body = Buffer.from(JSON.stringify({ k: secret, t: token }))
    script = (socket) => void socket.write(reply(JSON.stringify({ k: secret, t: token, ...Object.fromEntries(flood) })))
    const call = {
      method: 'POST',
      target: `/cgi-bin/x?k=${secret}`,
      body,
      secrets: [secret, token],
      repeatable: false,
      tokenEndpoint: false,
    } as const
    await Promise.all(
      Array.from({ length: 20 }, () =>
        bench.client.raw(bench.context(server.origin), call, (answer) => {
          for (const [, value] of flood) answer.learn(value ?? '')
        }),
      ),
    )
    expect(bench.recordings).toHaveLength(20)
    expect(bench.told()).not.toContain(secret)
    expect(bench.told()).not.toContain(token)
  })
})

describe('what is told of a call is redacted last', () => {
  test('an encoding is written in small letters before that', async () => {
    const secret = '0123456789abcdef0123456789abcdef'
    script = (socket) => void socket.write(reply('{}', [`Content-Encoding: ${secret.toUpperCase()}`]))
    await outcomeOf(bench.client.ipList('callback', bench.context(server.origin), secret))
    expect(bench.told().toLowerCase()).not.toContain(secret)
    expect(bench.recordings[0]?.view.problem).toMatchObject({ code: 'bad-encoding', encoding: markerFor(secret) })
  })

  test('an address of a list may be a secret', async () => {
    const secret = '203.0.113.77'
    script = (socket) => void socket.write(reply(JSON.stringify({ ip_list: ['203.0.113.7', secret] })))
    const { ipList } = await bench.client.ipList('callback', bench.context(server.origin), secret)
    expect(ipList).toEqual(['203.0.113.7', markerFor(secret)])
  })

  test('the log names the exchange and what came of it, and nothing of where it went', async () => {
    script = (socket) => void socket.write(reply('{"ip_list":["203.0.113.7"]}'))
    const { exchangeId } = await bench.client.ipList('callback', bench.context(server.origin), 'any-token')
    const logged = bench
      .told()
      .split('\n')
      .find((line) => line.startsWith('["exchange"'))
    expect(JSON.parse(logged ?? '')).toEqual([
      'exchange',
      { id: exchangeId, outcome: { kind: 'ok' }, totalMs: expect.any(Number) },
    ])
  })
})

describe('heads are recorded as they went over the wire', () => {
  const name = fc
    .string({ unit: fc.constantFrom(...'AbCxYz-09'), minLength: 1, maxLength: 12 })
    .map((text) => `X-${text}`)
  const value = fc.string({ unit: fc.constantFrom(...'aZ09 ;=,"()/\u00e9'), maxLength: 30 }).map((text) => text.trim())

  property.prop([fc.array(fc.tuple(name, value), { maxLength: 30 }), fc.boolean()], settings)(
    'order, duplicates and spelling of a reply, and what the console adds to a request',
    async (headers, isPost) => {
      script = (socket) => {
        socket.write(
          Buffer.from(`${head(...headers.map((header) => header.join(': ')), 'Content-Length: 2')}{}`, 'latin1'),
        )
      }
      const to = bench.context(server.origin)
      const call = {
        method: isPost ? 'POST' : 'GET',
        target: '/cgi-bin/x?a=1',
        repeatable: true,
        secrets: [],
        tokenEndpoint: false,
      } as const
      await bench.recorder.send(to, isPost ? { ...call, json: { a: 1 } } : call, () => {})
      const view = bench.recordings.at(-1)?.view
      expect(view?.response?.headers).toEqual([...headers, ['Content-Length', '2']])

      const sent = server.requests.at(-1)?.split('\r\n\r\n')[0]?.split('\r\n')
      const { target, httpVersion, headers: recorded = [] } = view?.request ?? {}
      expect([`${call.method} ${target} HTTP/${httpVersion}`, ...recorded.map((one) => one.join(': '))]).toEqual(sent)
    },
  )
})

test.each([
  ['as it is', credential.appSecret],
  ['in base64', Buffer.from(`"${credential.appSecret}"`).toString('base64')],
])('what a certificate says of who has made it: %s', async (_name, written) => {
  const secure = await startWireServer(write(reply(good)), { tls: true, issuer: `Made of ${written}` })
  const own = createBench({ ca: secure.ca ?? '' })
  try {
    await own.client.stableToken(own.context(`https://localhost:${secure.port}`), credential)
    expect(own.told()).not.toContain(written.slice(4, -4))
    expect(own.recordings[0]?.view.connection?.tls?.issuer).toMatch(
      /^Made of [\w=]{0,4}\[hidden:32-chars:#[0-9a-f]{6}\][\w=]{0,4}$/,
    )
  } finally {
    own.close()
    await secure.close()
  }
})

test('of a packed body with a secret in it it is said that nothing of it is kept', async () => {
  script = (socket) => void socket.write(reply(gzipSync(JSON.stringify({ was: credential.appSecret }))))
  await outcomeOf(bench.client.stableToken(bench.context(server.origin), credential))
  expect(bench.recordings[0]?.view.response?.body).toMatchObject({ withheld: true, encoded: { encoding: 'gzip' } })
})
