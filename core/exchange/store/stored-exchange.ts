import { z } from 'zod'
import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import { type Problem, problemSchema, requestPhaseSchema } from '#contract/problem.ts'
import { exchangeSteps, scheduledJobs, userActions } from '#contract/pure/request/initiator.ts'
import { parseJson } from '#core/kernel/parse-json.ts'

const id = z.number().int().nonnegative()
const count = z.number().nonnegative()
/** Latest time that a `Date` can represent. */
const moment = z.number().int().min(0).max(8.64e15)
const problemCodes = problemSchema.options.map((option) => option.shape.code.value)

const phases = z.object({ total: count }).and(z.partialRecord(requestPhaseSchema, count)).optional()

const initiator = z.discriminatedUnion('by', [
  z.object({ by: z.literal('user'), action: z.enum(userActions) }),
  z.object({ by: z.literal('schedule'), job: z.enum(scheduledJobs) }),
  z.object({ by: z.literal('client'), clientId: z.string() }),
])

/** The `cause` of earlier versions, which named the initiator of a call or the step of an exchange, never both. */
const formerCauses: Record<string, Pick<ExchangeSummary, 'initiator' | 'step'>> = {
  button: { initiator: { by: 'user', action: 'command' }, step: 'call' },
  request: { initiator: { by: 'user', action: 'request' }, step: 'call' },
  resend: { initiator: { by: 'user', action: 'resend' }, step: 'call' },
  'way-test': { initiator: { by: 'user', action: 'connection-test' }, step: 'call' },
  renewal: { initiator: { by: 'schedule', job: 'renewal' }, step: 'call' },
  'daily-refresh': { initiator: { by: 'schedule', job: 'daily-refresh' }, step: 'call' },
  probe: { step: 'probe' },
  'token-for-call': { step: 'token-for-call' },
  refetch: { step: 'refetch' },
  replay: { step: 'replay' },
  backoff: { step: 'backoff' },
  reconnect: { step: 'reconnect' },
}

const summaryShape = {
  id,
  accountId: z.string(),
  method: z.enum(['GET', 'POST']),
  origin: z.string(),
  path: z.string(),
  initiator: initiator.optional(),
  step: z.enum(exchangeSteps),
  causedBy: id.optional(),
  startedAt: moment,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running') }),
    z.object({ kind: z.literal('ok') }),
    z.object({ kind: z.literal('errcode'), errcode: z.number().int() }),
    z.object({ kind: z.literal('problem'), code: z.enum(problemCodes) }),
  ]),
  status: z.number().int().optional(),
  size: count.optional(),
  phases,
}

const headers = z.array(z.tuple([z.string(), z.string()]))
const body = z.looseObject({
  size: count,
  fullSize: count.optional(),
  encoded: z.object({ encoding: z.string(), size: count, sha256: z.string() }).optional(),
  withheld: z.literal(true).optional(),
})

// Loose: a field that this version does not know is not damage.
const summarySchema = z.looseObject(summaryShape)
const viewSchema = z.looseObject({
  ...summaryShape,
  request: z.looseObject({ target: z.string(), httpVersion: z.string(), headers, body }),
  response: z
    .looseObject({
      status: z.number().int(),
      statusText: z.string(),
      httpVersion: z.string(),
      headers,
      trailers: headers,
      body,
    })
    .optional(),
  connection: z
    .looseObject({
      remoteAddress: z.string(),
      remotePort: z.number(),
      via: z.string().optional(),
      reused: z.boolean(),
      tls: z
        .looseObject({
          version: z.string(),
          cipher: z.string(),
          alpn: z.string().optional(),
          issuer: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
  redactions: count,
  // Explanations of a response that is still readable: without them the exchange is as useful.
  problem: z
    .custom<Problem>()
    .optional()
    .transform((problem) => problemSchema.safeParse(problem).data),
})

/** A stored row of the list; `undefined` when it is none, or another exchange's. */
export function readSummary(id: number, json: unknown, pinned: boolean): ExchangeSummary | undefined {
  const summary = summarySchema.safeParse(migrated(parseJson(json))).data
  return summary?.id === id ? ({ ...summary, pinned } as ExchangeSummary) : undefined
}

/** A stored exchange; `undefined` when it is none, or another exchange's. */
export function readView(id: number, json: unknown, pinned: boolean): ExchangeView | undefined {
  const read = viewSchema.safeParse(migrated(parseJson(json))).data
  if (read?.id !== id) return undefined
  const { problem, ...view } = read
  return { ...view, ...(problem && { problem }), pinned } as ExchangeView
}

function migrated(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('cause' in row)) return row
  const { cause, ...rest } = row
  return { ...rest, ...formerCauses[String(cause)] }
}
