import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import { type SnippetFormat, snippetFormats } from '#contract/pure/share.ts'
import { createApp } from '#core/app.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import { curlCommand } from './curl.ts'
import { httpsModule, undiciModule } from './javascript.ts'
import { testCall } from './testing/calls.ts'
import { curlMissing, runSnippet } from './testing/run.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const missing = curlMissing()
if (missing) process.stdout.write(`skipped: copied cURL commands are not run, since ${missing}\n`)
const isSkipped = (format: SnippetFormat) => format === 'curl' && missing !== undefined
/** The tools that can run here. */
const formats = snippetFormats.filter((format) => !isSkipped(format))

/** A console that has fetched a token and both lists, and checked the callback, at a real server. */
async function recorded() {
  const app = await createApp(createTestPorts())
  closing.push(app.close)
  const server = await startSandbox({})
  closing.push(server.close)
  const { router } = app
  const { id: accountId } = await call(router.accounts.add, {
    label: '',
    appId: server.appId,
    appSecret: server.appSecret,
    tokenSource: { kind: 'wechat', family: 'stable' } as const,
    origin: { kind: 'custom' as const, url: server.origin },
    confirmedOrigin: server.origin,
  })
  await call(router.token.fetch, { accountId })
  await call(router.ipList.fetch, { accountId })
  await call(router.ipList.check, { accountId, action: 'all', operator: 'DEFAULT' })
  const { token } = await call(router.token.reveal, { accountId })
  const ids: Record<string, number> = {}
  for (let id = 1; id <= 3; id += 1) ids[(await call(router.exchange.get, { id })).path] = id
  const variables = { WX_ACCESS_TOKEN: token, WX_APPSECRET: server.appSecret }
  const bodyOf = async (id: number) => (await call(router.exchange.body, { id, side: 'response', offset: 0 })).text()
  return { router, ids, token, variables, bodyOf }
}

test.for(snippetFormats)('%s: what is copied gets the reply that was recorded', async (format, context) => {
  context.skip(isSkipped(format), missing)
  const { router, ids, token, variables, bodyOf } = await recorded()
  for (const path of ['/cgi-bin/getcallbackip', '/cgi-bin/callback/check', '/cgi-bin/stable_token']) {
    const id = ids[path] ?? 0
    const { text } = await call(router.share.write, { id, format, language: 'en' })
    expect(text).not.toContain(token)
    expect(text).not.toContain(variables.WX_APPSECRET)
    const reply = JSON.parse(await runSnippet(format, text, variables)) as Record<string, unknown>
    const before = JSON.parse(await bodyOf(id)) as Record<string, unknown>
    if (path !== '/cgi-bin/stable_token') {
      expect(reply).toEqual(before)
      continue
    }
    // A stable token stays the same, and its time runs on.
    expect(reply).toEqual({ ...before, access_token: token, expires_in: expect.any(Number) })
    expect(Number(reply.expires_in)).toBeLessThanOrEqual(Number(before.expires_in))
  }
})

test('without the variable a module says what to set, and sends nothing', async () => {
  const { router, ids } = await recorded()
  const id = ids['/cgi-bin/getcallbackip'] ?? 0
  const { text } = await call(router.share.write, { id, format: 'undici', language: 'en' })
  await expect(runSnippet('undici', text)).rejects.toThrow('Set WX_ACCESS_TOKEN in the environment')
})

interface Seen {
  method: string
  target: string
  headers: [string, string][]
  body: string
}

/** A server that records its requests. */
async function startListener(): Promise<{ origin: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { rawHeaders, method = '', url: target = '' } = request
      const headers = rawHeaders.flatMap((name, at): [string, string][] =>
        at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : [],
      )
      seen.push({ method, target, headers, body: Buffer.concat(chunks).toString('latin1') })
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

const write = { curl: curlCommand, undici: undiciModule, https: httpsModule }

const bodies: [string, string | Uint8Array][] = [
  ['no body', ''],
  ['JSON in Chinese', '{"标题":"青禾","q":"it\'s \\"$HOME\\""}'],
  ['bytes that are no text', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
  ['a body longer than an argument may be', `{"long":"${'字'.repeat(60_000)}"}`],
]

test.each(bodies)('every format sends the same bytes: %s', async (_, body) => {
  const { origin, seen } = await startListener()
  const expected = (typeof body === 'string' ? Buffer.from(body) : Buffer.from(body)).toString('latin1')
  for (const format of formats) {
    const made = testCall({
      method: 'POST',
      url: `${origin}/cgi-bin/a?b=%20%E4%B8%AD&c={x}&d='`,
      headers: [
        ['user-agent', 'mp-console/0'],
        ['accept', 'application/json'],
        ['content-type', 'application/json'],
        ['x-twice', 'a'],
        ['x-twice', "b's"],
      ],
      body,
    })
    expect(await runSnippet(format, write[format](made))).toBe('ok')
    const { headers, ...rest } = seen.at(-1) ?? { headers: [] }
    // What a client writes of its own: it is the connection's.
    const own = headers.filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
    expect({ format, ...rest }).toMatchObject({ format, method: 'POST', body: expected })
    // One client encodes a quote in a query, which means the same.
    expect(decodeURIComponent(String('target' in rest && rest.target))).toBe("/cgi-bin/a?b= 中&c={x}&d='")
    expect(own.sort()).toEqual(made.headers.map(({ name, value }): [string, string] => [name, value.join('')]).sort())
    expect(headers.find(([name]) => name === 'content-length')?.[1]).toBe(String(expected.length))
  }
})
