import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listen } from './listen.ts'

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
  const port = await listen(server, 0)
  expect(server.address()).toMatchObject({ address: '127.0.0.1', port })
})

test('takes a later port when the wanted one is busy', async () => {
  const busy = await listen(newServer(), 0)
  const server = newServer()
  const port = await listen(server, busy)
  expect(port).toBeGreaterThan(busy)
  expect((server.address() as AddressInfo).port).toBe(port)
})
