import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import type { ConsoleClient } from '#contract/index.ts'
import { describeTransport } from './testing/contract-suite.ts'

describeTransport('a message port', async (app) => {
  const handler = new RPCHandler(app.router)
  const open: MessageChannel[] = []
  return {
    openPage() {
      const channel = new MessageChannel()
      open.push(channel)
      handler.upgrade(channel.port1)
      channel.port1.start()
      channel.port2.start()
      const client: ConsoleClient = createORPCClient(new RPCLink({ port: channel.port2 }))
      return {
        client,
        watch: (options = { takeOver: false }) => client.events.watch(options),
        leave: () => channel.port2.close(),
      }
    },
    async close() {
      for (const { port2 } of open) port2.close()
    },
  }
})
