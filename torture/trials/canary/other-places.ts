import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { generate } from 'selfsigned'
import type { Host } from '#torture/host.ts'
import type { TrialContext } from '#torture/trial.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import type { Workplace } from '#torture/workplace.ts'
import { encodings } from './encodings.ts'
import type { Search } from './search.ts'
import { searched } from './searched.ts'

interface Given {
  context: TrialContext
  host: Host
  data: string
  appSecret: string
  token: string
  search: Search
}

/** What is not in a reply: the answer of a proxy, and the names in a certificate. */
export async function otherPlaces({ context, host, data, appSecret, token, search }: Given): Promise<void> {
  const { workplace, tally } = context
  const printable = encodings.filter(({ write }) => /^[\x20-\x7e]+$/.test(write(appSecret).toString('latin1')))
  const { check } = tally('canary: proxy and certificate', printable.length * 2)
  const proxy = await startProxy(workplace)
  const tls = await startTls(workplace, token)
  const https = await addAccount(host, { origin: tls.origin }, { appSecret, appId: 'wx00000000000000aa' })
  for (const encoding of printable) {
    await check(`${encoding.name} in a certificate`, async () => {
      const found = new Set<string>()
      for (const secret of [appSecret, token]) {
        const caFile = join(data, '..', 'ca.pem')
        writeFileSync(caFile, await tls.name(encoding.write(secret).toString('latin1').slice(0, 400)))
        await host.client.settings.update({ caFile })
        for (const where of await searched(host, https, search)) found.add(where)
      }
      return [...found]
    })
  }
  await host.client.accounts.update({ id: https, proxy: { kind: 'http', host: '127.0.0.1', port: proxy.port } })
  for (const encoding of printable) {
    await check(`${encoding.name} in a proxy's answer`, async () => {
      const found = new Set<string>()
      for (const secret of [appSecret, token]) {
        proxy.answer = encoding.write(secret).toString('latin1')
        for (const where of await searched(host, https, search)) found.add(where)
      }
      return [...found]
    })
  }
}

async function startProxy(workplace: Workplace) {
  const proxy = { port: 0, answer: '' }
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () =>
      socket.end(`HTTP/1.1 403 ${proxy.answer}\r\nX-Why: ${proxy.answer}\r\n\r\n${proxy.answer}`),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  workplace.onClear(() => server.close())
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}

/** A WeChat behind TLS whose certificate can be given another name. */
async function startTls(workplace: Workplace, token: string) {
  const sockets = new Set<Socket>()
  const body = JSON.stringify({ access_token: token, expires_in: 7200 })
  const certificate = (name: string) =>
    generate(
      [
        { name: 'commonName', value: 'localhost' },
        { name: 'organizationName', value: name },
        { shortName: 'OU', value: name.slice(0, 60) },
      ],
      { keySize: 2048, extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }] },
    )
  const first = await certificate('first')
  const server = createTlsServer({ key: first.private, cert: first.cert, ALPNProtocols: ['http/1.1'] }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', () =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`),
    )
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  workplace.onClear(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    /** PEM of the certificate with this name, which is the server's from now on. */
    async name(name: string) {
      const { private: key, cert } = await certificate(name)
      server.setSecureContext({ key, cert, ...{ ALPNProtocols: ['http/1.1'] } })
      return cert
    },
  }
}
