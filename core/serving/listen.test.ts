import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listenOnLoopback } from './listen.ts'

const servers: Server[] = []
const newServer = () => {
  const server = createServer()
  servers.push(server)
  return server
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test('takes any port for 0, on loopback only', async () => {
  const server = newServer()
  const port = await listenOnLoopback(server, { port: 0, orLater: false })
  expect(server.address()).toMatchObject({ address: '127.0.0.1', port })
})

test('a port that is taken is an error, unless a later one will do', async () => {
  const busy = await listenOnLoopback(newServer(), { port: 0, orLater: false })
  await expect(listenOnLoopback(newServer(), { port: busy, orLater: false })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  const server = newServer()
  const port = await listenOnLoopback(server, { port: busy, orLater: true })
  expect(port).toBeGreaterThan(busy)
  expect((server.address() as AddressInfo).port).toBe(port)
})
