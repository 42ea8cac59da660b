import { call } from '@orpc/server'
import { Agent, request } from 'undici'
import type { TokenFamily } from '#contract/pure/credentials/token-source.ts'
import { createApp } from '#core/app.ts'
import { type Sandbox, startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import type { Bench } from './row.ts'

const contexts = 1000
/** After so long no overlap keeps a superseded token working. */
const overlapMs = 5 * 60_000

interface Outcome {
  upstreamCalls: number
  superseded: number
}

/** Many callers want a token at once and none is cached; the baseline is each of them fetching for itself. */
export const tokenStampede: Bench = async () => {
  const baseline = await measure(eachForItself)
  const rows = []
  for (const family of ['stable', 'classic'] as const) {
    const console = await measure((sandbox) => throughTheConsole(sandbox, family))
    const situation = `${contexts} token requests at once, ${family}`
    rows.push(
      {
        measure: `${situation}: upstream`,
        unit: 'calls',
        value: console.upstreamCalls,
        baseline: baseline.upstreamCalls,
        limit: 1,
      },
      {
        measure: `${situation}: left with a superseded token`,
        unit: 'callers',
        value: console.superseded,
        baseline: baseline.superseded,
        limit: 0,
      },
    )
  }
  return rows
}

async function measure(fetchAll: (sandbox: Sandbox) => Promise<string[]>): Promise<Outcome> {
  const sandbox = await startSandbox()
  try {
    const tokens = await fetchAll(sandbox)
    const counts = sandbox.counts()
    const upstreamCalls = (counts['/cgi-bin/token'] ?? 0) + (counts['/cgi-bin/stable_token'] ?? 0)
    sandbox.advance(overlapMs)
    return { upstreamCalls, superseded: await countRefused(sandbox, tokens) }
  } finally {
    await sandbox.close()
  }
}

async function throughTheConsole({ origin, appId, appSecret }: Sandbox, family: TokenFamily): Promise<string[]> {
  const app = await createApp(createTestPorts())
  try {
    const { id: accountId } = await call(app.router.accounts.add, {
      label: '',
      appId,
      appSecret,
      tokenSource: { kind: 'wechat', family },
      origin: { kind: 'custom', url: origin },
      confirmedOrigin: origin,
    })
    return await all(async () => {
      await call(app.router.token.fetch, { accountId, confirmed: true })
      return (await call(app.router.token.reveal, { accountId })).token
    })
  } finally {
    await app.close()
  }
}

async function eachForItself({ origin, appId, appSecret }: Sandbox): Promise<string[]> {
  const query = new URLSearchParams({ grant_type: 'client_credential', appid: appId, secret: appSecret })
  return withAgent((get) =>
    all(async () => {
      const { access_token } = await get(`${origin}/cgi-bin/token?${query}`)
      return String(access_token)
    }),
  )
}

/** How many of the callers hold a token that an API call refuses. */
async function countRefused({ origin }: Sandbox, tokens: string[]): Promise<number> {
  return withAgent(async (get) => {
    const replies = await Promise.all(
      tokens.map((token) => get(`${origin}/cgi-bin/getcallbackip?access_token=${token}`)),
    )
    return replies.filter((reply) => reply.errcode !== undefined).length
  })
}

type GetJson = (url: string) => Promise<Record<string, unknown>>

/** A bounded number of connections: a thousand would measure the listen queue. */
async function withAgent<T>(use: (get: GetJson) => Promise<T>): Promise<T> {
  const dispatcher = new Agent({ connections: 64 })
  try {
    return await use(async (url) => {
      const { body } = await request(url, { dispatcher })
      return (await body.json()) as Record<string, unknown>
    })
  } finally {
    await dispatcher.close()
  }
}

function all<T>(context: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: contexts }, context))
}
