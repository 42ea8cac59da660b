import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A token endpoint with a new token for every call. */
export async function startTokenServer() {
  const issued: string[] = []
  let onIssue = () => {}
  const server = createServer((_, response) => {
    const token = `${'t'.repeat(120)}-${issued.length + 1}`
    issued.push(token)
    response.end(JSON.stringify({ access_token: token, expires_in: 7_200 }))
    onIssue()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issued,
    /** Resolves when `count` more have been handed out. */
    more: (count: number) =>
      new Promise<void>((resolve) => {
        const enough = issued.length + count
        onIssue = () => issued.length >= enough && resolve()
      }),
  }
}
