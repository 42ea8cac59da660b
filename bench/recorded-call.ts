import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Agent, request } from 'undici'
import { openExchanges } from '#core/exchange/exchanges.ts'
import { createRecorder } from '#core/exchange/recording/recorder.ts'
import { defaultLimits } from '#core/exchange/store/retention.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { createRotatingLog } from '#core/kernel/log/rotating-log.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { userCommand } from '#core/model/initiator.ts'
import { createHttpTransport } from '#core/net/transport/http-transport.ts'
import { openStore } from '#core/store/open-store.ts'
import { createWechatClient } from '#core/wechat/client.ts'
import type { Bench } from './row.ts'

const warmUp = 300
const calls = 1500
/** Between two calls, of either kind: a person's are never as close as this. */
const pauseMs = 1
const token = `92_${'Ab-9_xYz'.repeat(17)}`
const secret = '0123456789abcdef0123456789abcdef'

/**
 * What waiting for a recorded call costs: `getcallbackip` over a kept connection through the console's client, into its
 * SQLite file and its log, beside undici alone. The server lives in a thread of its own, and the two take turns.
 */
export const recordedCall: Bench = async () => {
  const server = new Worker(new URL('./recorded-call/server.ts', import.meta.url))
  const [port] = (await once(server, 'message')) as [number]
  const origin = `http://127.0.0.1:${port}`
  const bare = bareCall(origin)
  const recorded = await recordedCallTo(origin)
  try {
    const times = { bare: [] as number[], recorded: [] as number[] }
    for (let at = -warmUp; at < calls; at++) {
      const some = { bare: await timed(bare.call), recorded: await timed(recorded.call) }
      if (at < 0) continue
      times.bare.push(some.bare)
      times.recorded.push(some.recorded)
    }
    const kept = await recorded.kept()
    if (kept !== warmUp + calls) throw new Error(`${kept} of ${warmUp + calls} calls were recorded`)
    const baseline = median(times.bare)
    return [
      {
        measure: 'a recorded getcallbackip over keep-alive, p50',
        unit: 'ms',
        value: median(times.recorded),
        baseline,
        limit: 1.15 * baseline,
      },
    ]
  } finally {
    await recorded.close()
    await bare.close()
    await server.terminate()
  }
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  await sleep(pauseMs)
  const started = performance.now()
  await call()
  return performance.now() - started
}

function bareCall(origin: string) {
  const dispatcher = new Agent()
  return {
    async call() {
      const reply = await request(`${origin}/cgi-bin/getcallbackip?access_token=${token}`, { dispatcher })
      return reply.body.json()
    },
    close: () => dispatcher.close(),
  }
}

async function recordedCallTo(origin: string) {
  const folder = mkdtempSync(join(tmpdir(), 'mp-console-bench-'))
  const clock = systemClock
  const redactor = createRedactor()
  redactor.hold('account', secret)
  const log = createRotatingLog({ file: join(folder, 'logs', 'console.log'), redactor, clock })
  const store = await openStore(folder)
  const saving = createSaving(clock, log).part('exchanges')
  const kept = { store: store.exchanges, saving, limits: defaultLimits }
  const exchanges = await openExchanges({ ...kept, clock, log, changed() {} })
  const transport = createHttpTransport({ clock })
  const recorder = createRecorder({ transport, clock, sink: exchanges.sink, redactor, log, version: '0.0.0' })
  const client = createWechatClient(recorder, { clock, redactor, onServerDate() {} })
  const context = { accountId: 'a', origin, initiator: userCommand, step: 'call', timeoutMs: 10_000 } as const
  return {
    call: () => client.ipList('callback', context, token),
    kept: async () => (await exchanges.usage()).exchanges,
    async close() {
      client.close()
      await exchanges.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
