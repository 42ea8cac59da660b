import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem, RequestPhase } from '#contract/problem.ts'
import type { ConnectionStep, ConnectionStepName, ConnectionTest } from '#contract/route.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { RequestContext, WechatClient } from '#core/wechat/client.ts'

/** The result of the one request of a test. */
export type ConnectionAnswer = { status: number; errcode: number } | { problem: Problem }

export interface ConnectionTestDeps {
  client: Pick<WechatClient, 'testConnection'>
  exchange(id: number): Promise<ExchangeView>
}

/** Sends one request without a secret, and reports how far it got. Rejects only when nothing was recorded. */
export async function testConnection(
  { client, exchange }: ConnectionTestDeps,
  context: RequestContext,
): Promise<ConnectionTest> {
  const { exchangeId, answer } = await ask(client, context)
  const view = await exchange(exchangeId)
  return {
    at: view.startedAt,
    origin: view.origin,
    ...(view.connection?.via !== undefined && { via: view.connection.via }),
    steps: stepsOf(view, answer),
    exchangeId,
  }
}

async function ask(
  client: ConnectionTestDeps['client'],
  context: RequestContext,
): Promise<{ exchangeId: number; answer: ConnectionAnswer }> {
  try {
    const { exchangeId, ...answer } = await client.testConnection(context)
    return { exchangeId, answer }
  } catch (error) {
    if (!(error instanceof ProblemError) || !('exchangeId' in error.problem)) throw error
    const { exchangeId } = error.problem
    if (exchangeId === undefined) throw error
    return { exchangeId, answer: { problem: error.problem } }
  }
}

const stepOfPhase: Record<RequestPhase, ConnectionStepName> = {
  tunnel: 'proxy',
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  send: 'http',
  wait: 'http',
  download: 'http',
}
const order: ConnectionStepName[] = ['proxy', 'dns', 'tcp', 'tls', 'http']

/** The exchange as steps: each has a duration, failed, or was not reached. */
export function stepsOf(view: ExchangeView, answer: ConnectionAnswer): ConnectionStep[] {
  const spent = new Map<ConnectionStepName, number>()
  for (const [phase, step] of Object.entries(stepOfPhase) as [RequestPhase, ConnectionStepName][]) {
    const ms = view.phases?.[phase]
    if (ms !== undefined) spent.set(step, (spent.get(step) ?? 0) + ms)
  }
  const last = order.findLast((step) => spent.has(step)) ?? 'http'
  const failed = 'problem' in answer ? last : undefined
  const proxied = spent.has('proxy')
  const isUsed = (step: ConnectionStepName) => {
    if (step === 'proxy') return proxied
    if (step === 'dns' || step === 'tcp') return !proxied && (spent.has(step) || step === 'tcp')
    return step === 'http' || view.origin.startsWith('https:')
  }

  return order.map((step): ConnectionStep => {
    if (!isUsed(step)) return { step, state: 'not-used' }
    if (failed !== undefined && order.indexOf(step) > order.indexOf(failed)) return { step, state: 'not-reached' }
    const ms = spent.get(step)
    return {
      step,
      state: step === failed ? 'failed' : 'ok',
      ...(ms !== undefined && { ms }),
      ...factsOf(step, view, answer),
      ...(step === failed && 'problem' in answer && { problem: answer.problem }),
    }
  })
}

function factsOf(
  step: ConnectionStepName,
  { connection, response }: ExchangeView,
  answer: ConnectionAnswer,
): Partial<ConnectionStep> {
  if (step === 'http') {
    return {
      ...(response && { status: response.status }),
      ...('errcode' in answer && { errcode: answer.errcode }),
    }
  }
  if (!connection) return {}
  if (step === 'tls') return connection.tls ? { tls: connection.tls } : {}
  const { remoteAddress: address, remotePort: port } = connection
  return { address: step === 'dns' ? address : `${address.includes(':') ? `[${address}]` : address}:${port}` }
}
