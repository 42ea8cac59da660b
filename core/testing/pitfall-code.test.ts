import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net'
import { runInNewContext } from 'node:vm'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pitfallCode } from '#contract/pure/explain/pitfall-code.ts'
import { recognise } from '#contract/pure/explain/recognise.ts'
import { type Pitfall, pitfalls } from '#contract/pure/explain/topics.ts'

/** Values that the snippets leave to the reader; the blank was copied with the AppID. */
const given = {
  token: 'a-token',
  appid: ' wx3f9a1c07d2b84e65',
  secret: 'a-secret',
  body: '{"grant_type":"client_credential"}',
}

/** A WeChat for these pitfalls: JSON over TLS, 412 for a chunked body, 41002 for a form, 43003 on its plain port. */
const serve: http.RequestListener = async (request, response) => {
  if (request.headers['transfer-encoding'] === 'chunked') return void response.writeHead(412).end()
  const body = (await request.toArray()).join('')
  const isForm = request.method === 'POST' && !body.startsWith('{')
  response.end(JSON.stringify(isForm ? { errcode: 41002, errmsg: 'appid missing' } : { ip_list: [] }))
}

/** Ports in place of WeChat's 443 and 80, and one for `fetch`. */
const ports = { secure: 0, plain: 0, fetched: 0 }
const closing: (() => void)[] = []

beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'api.weixin.qq.com' }])
  const secure = https.createServer({ key, cert }, serve)
  // A server that times out closes without a reply.
  secure.timeout = 100
  const plain = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n{"errcode":43003,"errmsg":"require https"}'))
  })
  const servers = { secure, plain, fetched: http.createServer(serve) }
  for (const [name, server] of Object.entries(servers)) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ports[name as keyof typeof ports] = (server.address() as AddressInfo).port
    closing.push(() => server.close())
  }
})
afterAll(() => {
  for (const close of closing) close()
})

/** A DNS resolver that knows one name. */
const lookup: LookupFunction = (hostname, options, callback) => {
  if (hostname !== 'api.weixin.qq.com') {
    return callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname }), '')
  }
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }])
  else callback(null, '127.0.0.1', 4)
}
const unreachable: LookupFunction = (_, __, callback) => callback(new Error('connect EHOSTUNREACH'), '')

/** Runs a snippet as a program of its own; resolves to its output, a reply or an error. */
function run(code: string, resolver = lookup): Promise<string> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve(`failed in order: ${error.message}`)
    const die = (error: Error) => resolve(`throw er; // Unhandled 'error' event\n${error} ${JSON.stringify(error)}`)
    const read = async (reply: http.IncomingMessage | Response) => {
      const isReply = reply instanceof http.IncomingMessage
      const text = isReply ? (await reply.toArray()).join('') : await reply.text()
      resolve(`HTTP/1.1 ${isReply ? reply.statusCode : reply.status} ${text}`)
    }
    const here = (module: typeof http | typeof https, method: 'get' | 'request') => {
      return (target: string | https.RequestOptions, reader: typeof read) => {
        const isPlain = module === http || (typeof target !== 'string' && target.port === 80)
        const port = isPlain ? ports.plain : ports.secure
        const options = { lookup: resolver, port, rejectUnauthorized: false, agent: false as const }
        const request =
          typeof target === 'string'
            ? module[method](target, options, reader)
            : module[method]({ ...target, ...options }, reader)
        // After the program could have begun to listen.
        queueMicrotask(() => request.listenerCount('error') === 0 && request.on('error', die))
        return request
      }
    }
    const fetchHere = (_: string, init: RequestInit) => fetch(`http://127.0.0.1:${ports.fetched}/`, init)
    const modules = {
      http: { get: here(http, 'get'), request: here(http, 'request') },
      https: { get: here(https, 'get'), request: here(https, 'request') },
    }
    try {
      runInNewContext(code, { ...given, ...modules, read, fail, Buffer, URLSearchParams, fetch: fetchHere })
    } catch (error) {
      resolve(`${error instanceof Error ? JSON.stringify(error) : ''} ${error}`)
    }
  })
}

const asErrcode: Partial<Record<Pitfall, number>> = { 'plain-http': 43003, 'form-body': 41002 }

test.each(pitfalls.filter((pitfall) => pitfall !== 'no-listener'))(
  '%s: the wrong code fails as it is explained, the right code does not',
  async (pitfall) => {
    const errcode = asErrcode[pitfall]
    const expected =
      errcode === undefined ? { kind: 'topic', topic: pitfall } : { kind: 'errcode', errcode, topic: pitfall }
    expect(recognise(await run(pitfallCode[pitfall].wrong))).toMatchObject(expected)
    expect(await run(pitfallCode[pitfall].right)).toBe('HTTP/1.1 200 {"ip_list":[]}')
  },
)

test('no-listener: a failure ends the program, unless it listens', async () => {
  const { wrong, right } = pitfallCode['no-listener']
  expect(recognise(await run(wrong, unreachable))).toMatchObject({ topic: 'no-listener' })
  expect(await run(right, unreachable)).toBe('failed in order: connect EHOSTUNREACH')
})
