import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGzip } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBodyFiles } from '#core/exchange/store/body-files.ts'
import type { BodyWriter } from '#core/exchange/store/exchange-store.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { markerFor } from '#core/kernel/redaction/marker.ts'
import { reply, type Script, startWireServer } from '#core/net/testing/wire-server.ts'
import type { Reply } from '#core/wechat/api-transport.ts'
import { createBench, problemOf } from '#core/wechat/testing/bench.ts'
import { head, token } from '#core/wechat/testing/hostile-corpus.ts'
import { MAX_INTERPRETED_BYTES } from './recording.ts'

const MiB = 1024 * 1024
const ips = JSON.stringify({ ip_list: ['203.0.113.7'] })
const any = {
  method: 'GET',
  target: '/cgi-bin/media/get',
  secrets: [],
  tokenEndpoint: false,
  repeatable: true,
} as const

const open: { close(): unknown }[] = []
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'big-replies-'))
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

async function setUp(script: Script, wrote: () => void = () => {}) {
  const files = createBodyFiles(folder)
  const openBody = (): BodyWriter => {
    const writer = files.open()
    return {
      ...writer,
      async write(chunk) {
        await writer.write(chunk)
        wrote()
      },
    }
  }
  const server = await startWireServer(script)
  const bench = createBench({ openBody })
  open.push(server, bench)
  return { ...bench, to: bench.context(server.origin) }
}

/** Writes `size` bytes of `piece`, no faster than the reader takes them. */
async function pour(socket: Socket, piece: Buffer, size: number) {
  for (let left = size; left > 0 && !socket.destroyed; left -= piece.length) {
    await new Promise((sent) => socket.write(piece.subarray(0, left), sent))
  }
}

/** Bytes in use, without garbage. */
function bytesInUse(): number {
  setFlagsFromString('--expose_gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** The same after earlier tests' memory is freed. */
async function bytesAtRest(): Promise<number> {
  for (let turn = 0; turn < 5; turn++) {
    bytesInUse()
    await nextTurn()
  }
  return bytesInUse()
}

/** The largest growth of used bytes since it was made, sampled regularly. */
async function memoryWatch(every: number) {
  const before = await bytesAtRest()
  let looks = 0
  let most = 0
  return {
    look() {
      if (looks++ % every === 0) most = Math.max(most, bytesInUse() - before)
    },
    most: () => most,
    looks: () => looks,
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

test('what is too much to interpret is recorded whole, and the next call works', async () => {
  const size = MAX_INTERPRETED_BYTES + 1
  let isBig = true
  const { client, recordings, to } = await setUp((socket) => {
    socket.write(reply(isBig ? 'y '.repeat(size / 2 + 1).slice(0, size) : ips))
  })
  const problem = await problemOf(client.ipList('callback', to, token))
  expect(problem).toEqual({ code: 'too-large', limitBytes: MAX_INTERPRETED_BYTES, retry: 'never', exchangeId: 1 })
  expect(recordings[0]?.view).toMatchObject({ size, response: { body: { size } } })
  expect(recordings[0]?.view.response?.body).not.toHaveProperty('fullSize')

  isBig = false
  expect((await client.ipList('callback', to, token)).exchangeId).toBe(2)
})

test('a call that takes part of a reply gets the first bytes, and how many there were', async () => {
  const body = '0123456789abcdef '.repeat(400_000)
  const { recorder, to } = await setUp((socket) => void socket.write(reply(body)))
  const parts = await recorder.send(to, { ...any, allowPartialBody: true }, ({ body: part, size }: Reply) => ({
    part,
    size,
  }))
  expect(parts.size).toBe(body.length)
  expect(Buffer.from(parts.part).toString()).toBe(body.slice(0, MAX_INTERPRETED_BYTES))
})

test('50 MB are not held twice, and are recorded but for the secrets in them', async () => {
  const size = 50 * MiB
  const piece = Buffer.from(`${`{"at":"${token}","more":"${'some words, '.repeat(5000)}"}`.padEnd(65_535)}\n`)
  const watch = await memoryWatch(32)
  let isBig = true
  const { client, recordings, to } = await setUp(async (socket) => {
    if (!isBig) return void socket.write(reply(ips))
    socket.write(head(`Content-Length: ${size}`))
    await pour(socket, piece, size)
  }, watch.look)

  expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({ code: 'too-large' })
  const hidden = Buffer.from(piece.toString().replace(token, markerFor(token)))
  const count = size / piece.length
  const [name = ''] = readdirSync(folder)
  const file = join(folder, name)
  const expected = createHash('sha256')
  for (let at = 0; at < count; at++) expected.update(hidden)
  expect(statSync(file).size).toBe(count * hidden.length)
  expect(await hashOfFile(file)).toBe(expected.digest('hex'))
  expect(recordings[0]?.view).toMatchObject({
    size,
    redactions: count + 1,
    response: { body: { size: count * hidden.length } },
  })
  expect(watch.most()).toBeGreaterThan(size / 2)
  expect(watch.most()).toBeLessThan(size + 40 * MiB)

  isBig = false
  expect((await client.ipList('callback', to, token)).ipList).toEqual(['203.0.113.7'])
})

test('a gzip bomb takes no more memory than a window of it', async () => {
  const bomb = await gzipped(Buffer.alloc(MiB, 'words, '), 200)
  const watch = await memoryWatch(32)
  const { client, recordings, to } = await setUp(
    (socket) => void socket.write(reply(bomb, ['Content-Encoding: gzip'])),
    watch.look,
  )
  expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({
    code: 'too-large',
    limitBytes: 64 * MiB,
  })
  expect(recordings[0]?.view).toMatchObject({
    size: 64 * MiB,
    response: { body: { size: 64 * MiB, encoded: { size: bomb.length } } },
  })
  expect(watch.looks()).toBeGreaterThan(100)
  expect(watch.most()).toBeLessThan(58 * MiB)
})

test('chunks of one byte each are not an object each', async () => {
  const chunks = Buffer.from('1\r\ny\r\n'.repeat(16 * 1024))
  const bytes = 3 * MiB
  const before = await bytesAtRest()
  let most = 0
  const { client, recordings, to } = await setUp(async (socket) => {
    socket.write(head('Transfer-Encoding: chunked'))
    await pour(socket, chunks, 6 * bytes)
    most = bytesInUse() - before
    socket.write('0\r\n\r\n')
  })
  expect(await problemOf(client.ipList('callback', to, token))).toMatchObject({ code: 'not-json' })
  expect(recordings[0]?.view.size).toBe(bytes)
  expect(most).toBeLessThan(bytes + 20 * MiB)
})

async function gzipped(piece: Buffer, times: number): Promise<Buffer> {
  const gzip = createGzip()
  const out: Buffer[] = []
  gzip.on('data', (chunk) => out.push(chunk))
  for (let at = 0; at < times; at++) await new Promise((done) => gzip.write(piece, done))
  await new Promise((done) => gzip.end(done))
  return Buffer.concat(out)
}
