import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Workplace } from './workplace.ts'

/** A token that was handed out, and for which AppSecret. */
export interface Issued {
  token: string
  /** As the console names it. */
  hash: string
  secret: string
  family: 'stable' | 'classic'
}

/** A token endpoint and IP lists on loopback: a new token for every call, and another list whenever asked. */
export interface Wechat {
  origin: string
  issued: Issued[]
  /** Life of the tokens handed out from now on. */
  expiresInSeconds: number
  /** Calls answered so far. */
  calls(): number
  /** Position among those handed out, by hash; -1 for none of them. */
  indexOf(hash: string | undefined): number
}

const BIG_PATH = '/cgi-bin/big'

export async function startWechat(workplace: Workplace): Promise<Wechat> {
  let calls = 0
  const issue = (secret: string, family: Issued['family']) => {
    const token = `9${family === 'stable' ? 2 : 1}_${'Tok-en_9'.repeat(15)}${String(wechat.issued.length).padStart(13, '0')}`
    wechat.issued.push({ token, hash: hashOf(token), secret, family })
    return { access_token: token, expires_in: wechat.expiresInSeconds }
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const body = await textOf(request)
    calls++
    const say = (value: unknown) => {
      const text = JSON.stringify(value)
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text)
    }
    switch (url.pathname) {
      case '/cgi-bin/stable_token':
        return say(issue(String(JSON.parse(body).secret), 'stable'))
      case '/cgi-bin/token':
        return say(issue(url.searchParams.get('secret') ?? '', 'classic'))
      case '/cgi-bin/getcallbackip':
      case '/cgi-bin/get_api_domain_ip':
        return say({ ip_list: Array.from({ length: 40 }, (_, n) => `10.${calls % 250}.${n}.1`) })
      case BIG_PATH:
        return say({ errcode: 0, filler: 'x'.repeat(Number(url.searchParams.get('bytes'))) })
      default:
        return say({ errcode: 0, errmsg: 'ok' })
    }
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.on('clientError', (_, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  workplace.onClear(() => {
    server.closeAllConnections()
    server.close()
  })
  const wechat: Wechat = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issued: [],
    expiresInSeconds: 7_200,
    calls: () => calls,
    indexOf: (hash) => wechat.issued.findLastIndex((each) => each.hash === hash),
  }
  return wechat
}

/** The path of a reply of about so many bytes. */
export const bigPath = (bytes: number) => `${BIG_PATH}?bytes=${bytes}`

export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 6)

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
