import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort } from 'node:worker_threads'

/** Answers as `getcallbackip` does: twenty networks and WeChat's own headers, over connections that are kept. */
const body = JSON.stringify({
  ip_list: Array.from({ length: 20 }, (_, at) => `203.0.${113 + at}.0/24`),
})
const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (_request, reply) => {
  reply.writeHead(200, {
    Connection: 'keep-alive',
    'Content-Type': 'application/json; encoding=utf-8',
    'Content-Length': Buffer.byteLength(body),
  })
  reply.end(body)
})
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port))
