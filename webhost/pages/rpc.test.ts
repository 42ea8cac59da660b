import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ConsoleClient } from '#contract/index.ts'
import { SESSION_KEY_HEADER } from '#contract/pure/host/webhost.ts'
import { describeTransport } from '#core/testing/contract-suite.ts'
import { serveForTest } from '#webhost/testing/serve.ts'

describeTransport('loopback HTTP', async (app) => {
  const pageFolder = mkdtempSync(join(tmpdir(), 'webhost-rpc-'))
  const { origin, sessions, close } = await serveForTest({ router: app.router, pageFolder })
  const leaving: AbortController[] = []
  return {
    openPage() {
      const headers = { [SESSION_KEY_HEADER]: sessions.open() }
      const client: ConsoleClient = createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers }))
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
      await close()
      rmSync(pageFolder, { recursive: true })
    },
  }
})
