import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { describeTransport } from '../core/testing/contract-suite.ts'
import { createHttp } from './http.ts'
import { drain, listen } from './listen.ts'
import { clientFor } from './testing/child.ts'

describeTransport('loopback HTTP', async (app) => {
  const pageFolder = mkdtempSync(join(tmpdir(), 'webhost-rpc-'))
  const sessionKey = 'the-session-key'
  const http = createHttp({ router: app.router, sessionKey, pageFolder })
  const server = createAdaptorServer({ fetch: http.fetch }) as Server
  const port = await listen(server, 0)
  const leaving: AbortController[] = []
  return {
    openPage() {
      const client = clientFor(`http://127.0.0.1:${port}/#key=${sessionKey}`)
      const page = new AbortController()
      leaving.push(page)
      return {
        client,
        watch: (options = { takeOver: false }) => client.events.watch(options, { signal: page.signal }),
        leave: () => page.abort(),
      }
    },
    async close() {
      for (const page of leaving) page.abort()
      await drain(server)
      rmSync(pageFolder, { recursive: true })
    },
  }
})
