import { z } from 'zod'
import { writeFailures } from './pure/host/write-failure.ts'
import { originFaults } from './pure/net/origin.ts'
import { proxyFaults } from './pure/net/proxy.ts'
import { requestCosts, requestFaults } from './pure/request/request.ts'

/**
 * What may be done about a failure without a person.
 * `backoff`: again after 1, 2, 4 s … · `refetch`: the token is stale, one refetch and one replay ·
 * `wait`: again later, not now · `never`: again gives the same answer.
 */
export const retryClassSchema = z.enum(['backoff', 'refetch', 'wait', 'never'])
export type RetryClass = z.infer<typeof retryClassSchema>

/**
 * The phase that was running when the time was up. `tunnel`: everything up to an open tunnel through the proxy; name
 * lookup and TCP are the proxy's then, so there is no `dns` or `tcp`.
 */
export const requestPhaseSchema = z.enum(['tunnel', 'dns', 'tcp', 'tls', 'send', 'wait', 'download'])
export type RequestPhase = z.infer<typeof requestPhaseSchema>

const recorded = { exchangeId: z.number().int().optional(), retry: retryClassSchema }

/** The request never got a reply. `host` is as dialled; nothing here may hold a secret. */
const networkProblems = [
  z.object({ code: z.literal('dns-not-found'), host: z.string(), ...recorded }),
  z.object({ code: z.literal('dns-temporary'), host: z.string(), ...recorded }),
  z.object({ code: z.literal('connection-refused'), host: z.string(), ...recorded }),
  z.object({ code: z.literal('connection-reset'), host: z.string(), phase: requestPhaseSchema, ...recorded }),
  z.object({
    code: z.literal('timeout'),
    host: z.string(),
    phase: requestPhaseSchema,
    limitMs: z.number(),
    ...recorded,
  }),
  z.object({ code: z.literal('tls'), host: z.string(), reason: z.string(), ...recorded }),
  z.object({ code: z.literal('network'), host: z.string(), reason: z.string(), ...recorded }),
  /** Plain http led to `address`, which belongs to another computer; nothing was sent. */
  z.object({ code: z.literal('not-loopback'), host: z.string(), address: z.string(), ...recorded }),
] as const

/** `proxy` is named as in `socks5://127.0.0.1:1080`. Nothing of the request was sent. */
const proxyProblems = [
  /** The proxy itself could not be reached; `reason` is the system's code. */
  z.object({ code: z.literal('proxy-unreachable'), proxy: z.string(), reason: z.string(), ...recorded }),
  /** The proxy wants a user name and password, or other ones. */
  z.object({ code: z.literal('proxy-auth'), proxy: z.string(), reason: z.enum(['needed', 'wrong']), ...recorded }),
  /** The proxy does not connect to `host`; `answer` is its reply, e.g. `HTTP 403`. */
  z.object({ code: z.literal('proxy-refused'), proxy: z.string(), host: z.string(), answer: z.string(), ...recorded }),
  /** The proxy does not speak its protocol, or closed the connection. */
  z.object({ code: z.literal('proxy-not-understood'), proxy: z.string(), ...recorded }),
] as const

/** A reply came that cannot be used. */
const replyProblems = [
  z.object({ code: z.literal('redirect-refused'), status: z.number(), location: z.string(), ...recorded }),
  z.object({ code: z.literal('http-status'), status: z.number(), ...recorded }),
  z.object({ code: z.literal('not-http'), ...recorded }),
  z.object({ code: z.literal('bad-encoding'), encoding: z.string(), ...recorded }),
  z.object({
    code: z.literal('truncated'),
    expectedBytes: z.number().optional(),
    receivedBytes: z.number(),
    ...recorded,
  }),
  z.object({ code: z.literal('not-json'), ...recorded }),
  z.object({ code: z.literal('wrong-shape'), field: z.string(), ...recorded }),
  z.object({ code: z.literal('too-large'), limitBytes: z.number(), ...recorded }),
  z.object({ code: z.literal('empty-token'), ...recorded }),
  z.object({ code: z.literal('bad-expires-in'), ...recorded }),
  z.object({ code: z.literal('no-addresses'), received: z.number(), ...recorded }),
] as const

/** WeChat replied with an errcode. `seenIp`: the caller's IP as the errmsg names it (40164, 61004, 45035). */
const wechatProblem = z.object({
  code: z.literal('wechat'),
  errcode: z.number().int(),
  errmsg: z.string(),
  rid: z.string().optional(),
  seenIp: z.string().optional(),
  endpoint: z.enum(['token', 'api']),
  ...recorded,
})

const local = { retry: z.literal('never') }
const whyNeeded = z.enum(['never-entered', 'memory-only', 'cannot-decrypt'])

/** Refused by the console itself; nothing was sent. */
const localProblems = [
  z.object({ code: z.literal('secret-needed'), reason: whyNeeded, ...local }),
  z.object({ code: z.literal('proxy-password-needed'), proxy: z.string(), reason: whyNeeded, ...local }),
  z.object({ code: z.literal('system-proxy-invalid'), reason: z.enum(proxyFaults), ...local }),
  z.object({
    code: z.literal('ca-file-invalid'),
    path: z.string(),
    reason: z.enum(['not-absolute', 'not-found', 'not-readable', 'too-large', 'no-certificate']),
    ...local,
  }),
  /** The vault's file or keyring cannot be read now; it is tried again, and nothing in it is lost. */
  z.object({ code: z.literal('vault-unreadable'), reason: z.enum(writeFailures), retry: z.literal('backoff') }),
  /** The secret that was to be removed is still in the vault. */
  z.object({ code: z.literal('secret-not-removed'), reason: z.enum(writeFailures), ...local }),
  /** A background task of the console failed in an unexpected way; the details are in the log. */
  z.object({ code: z.literal('console-failed'), retry: z.literal('backoff') }),
  z.object({ code: z.literal('account-not-found'), ...local }),
  z.object({ code: z.literal('exchange-not-found'), ...local }),
  /** The exchange is in the file and can no longer be read. */
  z.object({ code: z.literal('exchange-unreadable'), ...local }),
  /** Less of the body is left than was recorded. */
  z.object({ code: z.literal('body-incomplete'), size: z.number(), left: z.number(), ...local }),
  z.object({ code: z.literal('ip-list-not-found'), ...local }),
  z.object({ code: z.literal('ip-list-unreadable'), ...local }),
  z.object({ code: z.literal('no-token'), ...local }),
  z.object({ code: z.literal('origin-invalid'), reason: z.enum(originFaults), ...local }),
  z.object({ code: z.literal('confirm-origin'), origin: z.string(), ...local }),
  z.object({
    code: z.literal('confirm-classic'),
    liveSince: z.number().optional(),
    remainingMs: z.number().optional(),
    ...local,
  }),
  z.object({ code: z.literal('confirm-classic-renewal'), ...local }),
  z.object({
    code: z.literal('confirm-force'),
    usedToday: z.number(),
    limit: z.number(),
    waitMs: z.number(),
    liveSince: z.number().optional(),
    ...local,
  }),
  z.object({ code: z.literal('force-too-soon'), waitMs: z.number(), ...local }),
  z.object({
    code: z.literal('wrong-family'),
    reason: z.enum(['pasted-is-not-fetched', 'only-stable-is-forced', 'only-pasted-takes-tokens']),
    ...local,
  }),
  z.object({
    code: z.literal('request-invalid'),
    field: z.enum(['target', 'body']),
    reason: z.enum(requestFaults),
    line: z.number().int().optional(),
    column: z.number().int().optional(),
    ...local,
  }),
  z.object({ code: z.literal('confirm-request'), cost: z.enum(requestCosts), ...local }),
  z.object({ code: z.literal('cancelled'), ...local }),
  z.object({ code: z.literal('sandbox-unavailable'), ...local }),
  z.object({ code: z.literal('read-only'), ...local }),
  z.object({ code: z.literal('too-many-pages'), limit: z.number(), ...local }),
  z.object({ code: z.literal('host-declined'), capability: z.string(), ...local }),
] as const

/**
 * Every failure the console expects, as a value. Closed: a code without a text in both
 * languages does not compile (`i18n/<lang>/problem.ts`).
 */
export const problemSchema = z.discriminatedUnion('code', [
  ...networkProblems,
  ...proxyProblems,
  ...replyProblems,
  wechatProblem,
  ...localProblems,
])
export type Problem = z.infer<typeof problemSchema>
export type ProblemCode = Problem['code']

/** How a call failed. `host-lost`: it did not reach the host. `internal`: the host has logged the cause. */
export type Failure = Problem | { code: 'host-lost' } | { code: 'internal' }
