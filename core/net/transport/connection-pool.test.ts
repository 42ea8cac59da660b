import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { bytesOf, failureOf, get, open, options, wire } from '#core/net/testing/transport-rig.ts'
import { reply } from '#core/net/testing/wire-server.ts'

async function serveOnce() {
  const sockets: Socket[] = []
  const server = await wire((socket) => void socket.write(reply('ok', ['Keep-Alive: timeout=600'])), {
    onConnection: (socket) => void sockets.push(socket),
  })
  return { ...server, sockets }
}

test('of connections that were busy at once, one stays open', async () => {
  const { origin, sockets } = await serveOnce()
  const transport = open()
  const replies = await Promise.all([1, 2, 3].map(() => transport.send(get(origin), options)))
  await Promise.all(replies.map(bytesOf))
  await vi.waitFor(() => expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(1))
})

test('closing closes the idle ones', async () => {
  const { origin, sockets } = await serveOnce()
  const transport = open()
  await bytesOf(await transport.send(get(origin), options))
  const closed = once(sockets[0] as Socket, 'close')
  transport.close()
  await closed
})

test('a request that was left while its idle connection died is not sent again', async () => {
  let requests = 0
  const server = await wire((socket) => {
    if (++requests === 1) socket.write(reply('ok'))
    else socket.resetAndDestroy()
  })
  const transport = open()
  await bytesOf(await transport.send(get(server.origin), options))
  const leaving = new AbortController()
  const observe = () => ({
    connected() {},
    requestHead() {},
    requestBytes() {},
    replyHead() {},
    replyBytes() {},
    ended: () => leaving.abort(),
  })
  await failureOf(transport.send(get(server.origin), { ...options, observe, signal: leaving.signal }))
  expect(requests).toBe(2)
})
