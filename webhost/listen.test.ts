import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/exit-codes.ts'
import { listen } from './listen.ts'
import { messages } from './messages.ts'

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
  const port = await listen(server, { port: 0, orLater: false })
  expect(server.address()).toMatchObject({ address: '127.0.0.1', port })
})

test('a port that is taken is an error that names it, unless a later one will do', async () => {
  const busy = await listen(newServer(), { port: 0, orLater: false })
  await expect(listen(newServer(), { port: busy, orLater: false })).rejects.toMatchObject({
    exitCode: exitCodes.port,
    message: fill(messages.start.portTaken, { port: busy }),
  })
  const server = newServer()
  const port = await listen(server, { port: busy, orLater: true })
  expect(port).toBeGreaterThan(busy)
  expect((server.address() as AddressInfo).port).toBe(port)
})
