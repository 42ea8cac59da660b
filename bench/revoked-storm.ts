import { call } from '@orpc/server'
import { Agent, request } from 'undici'
import { createApp } from '#core/app.ts'
import { type Sandbox, startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import type { Bench } from './row.ts'

const contexts = 200
/** After so long no overlap keeps a superseded token working. */
const overlapMs = 5 * 60_000

interface Outcome {
  tokenFetches: number
  failed: number
}

/** A token is revoked under many calls; the baseline refetches for each call that is refused, as the usual client does. */
export const revokedStorm: Bench = async () => {
  const baseline = await measure(eachForItself)
  const console = await measure(throughTheConsole)
  const situation = `${contexts} calls on a revoked token`
  return [
    {
      measure: `${situation}: token fetches`,
      unit: 'calls',
      value: console.tokenFetches,
      baseline: baseline.tokenFetches,
      limit: 1,
    },
    { measure: `${situation}: failed`, unit: 'calls', value: console.failed, baseline: baseline.failed, limit: 0 },
  ]
}

/** `run` gets a token, calls `revoke`, makes the calls and answers how many failed. */
async function measure(run: (sandbox: Sandbox, revoke: () => void) => Promise<number>): Promise<Outcome> {
  const sandbox = await startSandbox()
  const fetches = () => sandbox.counts()['/cgi-bin/stable_token'] ?? 0
  try {
    let before = 0
    const failed = await run(sandbox, () => {
      sandbox.fetchElsewhere(sandbox.appId, 'stable')
      sandbox.advance(overlapMs)
      before = fetches()
    })
    return { tokenFetches: fetches() - before, failed }
  } finally {
    await sandbox.close()
  }
}

async function throughTheConsole({ origin, appId, appSecret }: Sandbox, revoke: () => void): Promise<number> {
  const app = await createApp(createTestPorts())
  try {
    const { id: accountId } = await call(app.router.accounts.add, {
      label: '',
      appId,
      appSecret,
      tokenSource: { kind: 'wechat', family: 'stable' },
      origin: { kind: 'custom', url: origin },
      confirmedOrigin: origin,
    })
    await call(app.router.token.fetch, { accountId })
    revoke()
    return await countFailures(() => call(app.router.ipList.fetch, { accountId }))
  } finally {
    await app.close()
  }
}

async function eachForItself({ origin, appId, appSecret }: Sandbox, revoke: () => void): Promise<number> {
  const dispatcher = new Agent({ connections: 64 })
  const body = JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret })
  const headers = { 'content-type': 'application/json' }
  const json = async (path: string, options = {}) => {
    const reply = await request(`${origin}${path}`, { dispatcher, ...options })
    return (await reply.body.json()) as Record<string, unknown>
  }
  const fetchToken = async () => {
    const { access_token } = await json('/cgi-bin/stable_token', { method: 'POST', headers, body })
    return String(access_token)
  }
  const list = (token: string) => json(`/cgi-bin/getcallbackip?access_token=${token}`)
  try {
    const token = await fetchToken()
    revoke()
    return await countFailures(async () => {
      const first = await list(token)
      const reply = first.errcode === 40001 ? await list(await fetchToken()) : first
      if (reply.errcode !== undefined) throw new Error(`errcode ${reply.errcode}`)
    })
  } finally {
    await dispatcher.close()
  }
}

async function countFailures(run: () => Promise<unknown>): Promise<number> {
  const settled = await Promise.allSettled(Array.from({ length: contexts }, run))
  return settled.filter(({ status }) => status === 'rejected').length
}
