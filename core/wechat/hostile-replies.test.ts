import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { reply, type Script, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { type Bench, createBench, problemOf } from './testing/bench.ts'
import {
  credential,
  endlessReplies,
  good,
  head,
  hostileReplies,
  nested,
  token,
  write,
  writeAndEnd,
} from './testing/hostile-corpus.ts'

let bench: Bench
let server: WireServer | undefined

beforeEach(() => {
  bench = createBench()
})
afterEach(async () => {
  bench.close()
  await server?.close()
  server = undefined
})

describe('each ends in a named problem, is recorded, and the next good call works', () => {
  test.each(hostileReplies)('%s', async (_name, script, expected) => {
    let bad = true
    server = await startWireServer((socket, request, index) =>
      bad ? script(socket, request, index) : void socket.write(reply(good)),
    )
    const context = bench.context(server.origin)

    const problem = await problemOf(bench.client.stableToken(context, credential))
    expect(problem).toMatchObject({ ...expected, exchangeId: 1 })

    const [recorded] = bench.recordings
    expect(recorded?.view.problem).toEqual(problem)
    expect(recorded?.view.outcome).toEqual(
      problem.code === 'wechat'
        ? { kind: 'errcode', errcode: problem.errcode }
        : { kind: 'problem', code: problem.code },
    )
    expect(recorded?.view.response?.body.size ?? 0).toBe(recorded?.response.length)

    bad = false
    expect(await bench.client.stableToken(context, credential)).toEqual({
      token,
      expiresInSeconds: 7200,
      exchangeId: 2,
    })
    expect(bench.recordings.at(-1)?.view.outcome).toEqual({ kind: 'ok' })
    expect(bench.told()).not.toContain(credential.appSecret)
    expect(bench.told()).not.toContain(token)
  })
})

describe('each ends when its time is up, is recorded as far as it came, and the next good call works', () => {
  test.each(endlessReplies)('%s', async (_name, script, phase, leastBody) => {
    const clock = createFakeClock()
    const timed = createBench({ clock })
    let bad = true
    let hasBegun = false
    server = await startWireServer((socket, request, index) => {
      if (!bad) return void socket.write(reply(good))
      hasBegun = true
      return script(socket, request, index)
    })
    const context = timed.context(server.origin, { timeoutMs: 5000 })
    const call = problemOf(timed.client.stableToken(context, credential))
    let isOver = false
    void call.then(() => {
      isOver = true
    })
    await vi.waitUntil(() => hasBegun)
    // The reply never ends; only the time limit ends it.
    await clock.advance(4999)
    for (let turn = 0; turn < 300; turn++) await nextTurn()
    expect(isOver).toBe(false)
    await clock.advance(1)

    const problem = await call
    expect(problem).toMatchObject({ code: 'timeout', phase, limitMs: 5000, retry: 'wait', exchangeId: 1 })
    const [recorded] = timed.recordings
    expect(recorded?.view.outcome).toEqual({ kind: 'problem', code: 'timeout' })
    expect(recorded?.view.size ?? 0).toBeGreaterThanOrEqual(leastBody)
    expect(recorded?.view.phases?.total).toBe(5000)

    bad = false
    expect(await timed.client.stableToken(context, credential)).toMatchObject({ token, exchangeId: 2 })
    timed.close()
  })
})

describe('odd replies that are good', () => {
  const odd: [name: string, script: Script, expiresInSeconds?: number][] = [
    ['numbers as strings', write(reply(`{"errcode":"0","access_token":"${token}","expires_in":"7200"}`))],
    ['a life of a month', write(reply(`{"access_token":"${token}","expires_in":2678400}`)), 2678400],
    ['a life with a point', write(reply(`{"access_token":"${token}","expires_in":7200.0}`))],
    ['another token deeper inside', write(reply(`${good.slice(0, -1)},"x":{"access_token":"y","access_token":"z"}}`))],
    ['a number of a megabyte', write(reply(`${good.slice(0, -1)},"x":${'9'.repeat(1024 * 1024)}}`))],
    ['a hundred levels', write(reply(`${good.slice(0, -1)},"x":${nested(99)}}`))],
    ['a date that is none', write(reply(good, [`Date: ${'('.repeat(60_000)}`]))],
    ['a BOM', write(reply(`\ufeff${good}`))],
    [
      'bytes that are not UTF-8 in another field',
      write(reply(Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from(`",${good.slice(1)}`)]))),
    ],
    ['gzip though identity was asked for', write(reply(gzipSync(good), ['Content-Encoding: gzip']))],
    ['br', write(reply(brotliCompressSync(good), ['Content-Encoding: br']))],
    ['deflate', write(reply(deflateSync(good), ['Content-Encoding: deflate']))],
    ['raw deflate', write(reply(deflateRawSync(good), ['Content-Encoding: deflate']))],
    ['an interim head', write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', reply(good))],
    [
      'chunks',
      write(
        head('Transfer-Encoding: chunked'),
        `5\r\n${good.slice(0, 5)}\r\n`,
        `${(good.length - 5).toString(16)}\r\n${good.slice(5)}\r\n0\r\n\r\n`,
      ),
    ],
    ['a body that ends with the connection', writeAndEnd(head('Connection: close'), good)],
    ['more bytes after the end', write(reply(good), 'HTTP/1.1 200 OK\r\n')],
    ['text/plain', writeAndEnd(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${good}`)],
    [
      'one byte at a time',
      async (socket) => {
        for (const byte of reply(good)) await new Promise<unknown>((sent) => socket.write(Buffer.of(byte), sent))
      },
    ],
  ]
  test.each(odd)('%s', async (_name, script, expiresInSeconds = 7200) => {
    server = await startWireServer(script)
    const fetched = await bench.client.stableToken(bench.context(server.origin), credential)
    expect(fetched).toEqual({ token, expiresInSeconds, exchangeId: 1 })
    expect(bench.told()).not.toContain(token)
  })

  test('of an encoded body only size and hash of the encoded bytes are kept', async () => {
    const encoded = gzipSync(good)
    server = await startWireServer(write(reply(encoded, ['Content-Encoding: gzip'])))
    await bench.client.stableToken(bench.context(server.origin), credential)
    const body = bench.recordings[0]?.view.response?.body
    expect(body?.encoded).toMatchObject({ encoding: 'gzip', size: encoded.length })
    expect(body?.encoded?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(bench.recordings[0]?.response.toString() ?? '')).toMatchObject({ expires_in: 7200 })
  })

  test.each([
    ['1.0', writeAndEnd(`HTTP/1.0 200 OK\r\n\r\n${good}`)],
    ['1.1', write(reply(good))],
    ['1.0', writeAndEnd('HTTP/1.1 103 Early Hints\r\n\r\n', `HTTP/1.0 200 OK\r\n\r\n${good}`)],
  ] satisfies [string, Script][])("the version of the reply is the wire's: %s", async (version, script) => {
    server = await startWireServer(script)
    for (const id of [1, 2]) {
      await bench.client.stableToken(bench.context(server.origin), credential)
      expect(bench.recordings[id - 1]?.view.response?.httpVersion).toBe(version)
    }
  })

  test('duplicate headers and trailers keep their order and spelling', async () => {
    server = await startWireServer(
      write(
        head('X-B: 1', 'x-a: 2', 'X-B: 3', 'Transfer-Encoding: chunked', 'Trailer: X-End'),
        `${good.length.toString(16)}\r\n${good}\r\n0\r\nX-End: yes\r\n\r\n`,
      ),
    )
    await bench.client.stableToken(bench.context(server.origin), credential)
    const response = bench.recordings[0]?.view.response
    expect(response?.headers.slice(0, 3)).toEqual([
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
    ])
    expect(response?.trailers).toEqual([['X-End', 'yes']])
  })
})
