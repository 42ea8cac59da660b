import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import type { ExchangeComparison } from './compare.ts'
import type { Problem, RequestPhase } from './problem.ts'
import { MAX_EXCHANGE_IDS } from './pure/limits.ts'
import type { ExchangeStep, Initiator } from './pure/request/initiator.ts'

/** Durations in ms; a phase that did not happen (a reused connection has no DNS, TCP, TLS) is absent. */
export type Phases = Partial<Record<RequestPhase, number>> & { total: number }

/** Names in the order and spelling of the wire; values redacted. */
export type Headers = [name: string, value: string][]

export type ExchangeOutcome =
  | { kind: 'running' }
  | { kind: 'ok' }
  | { kind: 'errcode'; errcode: number }
  | { kind: 'problem'; code: Problem['code'] }

export interface ExchangeSummary {
  id: number
  accountId: string
  method: 'GET' | 'POST'
  /** Origin as dialled, e.g. `https://api.weixin.qq.com`. */
  origin: string
  /** Without the query. */
  path: string
  /** Absent where an earlier version recorded the exchange and did not note it. */
  initiator?: Initiator
  step: ExchangeStep
  /**
   * The exchange whose answer, or silence, made this one be sent: of a retry the try before, of a refetch and a replay the refused
   * call, of a call that had to get a token first that fetch.
   */
  causedBy?: number
  /** Epoch ms of the host's real clock. */
  startedAt: number
  /** Kept whatever else has to make room. */
  pinned: boolean
  /** Only in memory: it could not be written, and is tried again. */
  unsaved?: true
  outcome: ExchangeOutcome
  status?: number
  /** Decoded body bytes. */
  size?: number
  phases?: Phases
}

/** A body's facts; its bytes are read by `exchange.body`. */
export interface BodyFacts {
  /** Bytes recorded (decoded, redacted). */
  size: number
  /** Decoded bytes there were, when more than recorded. */
  fullSize?: number
  /**
   * Present when the wire carried an encoding: only size and hash of those bytes are kept. Also when what came is packed
   * and has a secret in it, or cannot be looked into; then a marker is all that is recorded.
   */
  encoded?: { encoding: string; size: number; sha256: string }
  /** It was packed and had a secret in it, or could not be looked into: a marker stands for all of it. */
  withheld?: true
}

export interface ExchangeView extends ExchangeSummary {
  request: {
    /** Path and query as sent, redacted. */
    target: string
    httpVersion: string
    headers: Headers
    body: BodyFacts
  }
  response?: {
    status: number
    statusText: string
    httpVersion: string
    headers: Headers
    trailers: Headers
    body: BodyFacts
  }
  connection?: {
    /** What this computer is connected to: WeChat, or the proxy of `via`. */
    remoteAddress: string
    remotePort: number
    /** The proxy on the way, e.g. `socks5://127.0.0.1:1080`; without credentials. */
    via?: string
    reused: boolean
    /** With the API host, through whatever is on the way. `issuer`: of its certificate. */
    tls?: { version: string; cipher: string; alpn?: string; issuer?: string }
  }
  /** How many secrets were replaced by markers. */
  redactions: number
  problem?: Problem
}

/** How many exchanges the store lists, and their size; running and removed ones do not count. */
export interface ExchangeUsage {
  exchanges: number
  /** How many of `exchanges`. */
  pinned: number
  /** Of views and bodies, as recorded. */
  bytes: number
}

export interface BodySlice {
  readonly size: number
  arrayBuffer(): Promise<ArrayBuffer>
  text(): Promise<string>
}

const exchangeId = z.number().int().nonnegative()
const exchangeIds = z.array(exchangeId).min(1).max(MAX_EXCHANGE_IDS)

export const exchangeContract = {
  get: command.input(z.object({ id: exchangeId })).output(type<ExchangeView>()),
  /**
   * At most `MAX_SLICE_BYTES` (pure/limits.ts) from `offset`; empty past the end. A `Blob`: typed arrays do not
   * survive both transports.
   */
  body: command
    .input(z.object({ id: exchangeId, side: z.enum(['request', 'response']), offset: z.number().int().nonnegative() }))
    .output(type<BodySlice>()),
  usage: command.output(type<ExchangeUsage>()),
  /** Two exchanges side by side, heads and bodies. Fails with `exchange-not-found`. */
  compare: command.input(z.object({ a: exchangeId, b: exchangeId })).output(type<ExchangeComparison>()),
  /** Ids that are not kept any more are passed over. */
  pin: command.input(z.object({ ids: exchangeIds, pinned: z.boolean() })).output(type<void>()),
  /**
   * Hides them at once and wipes them for good after `UNDO_MS` (pure/limits.ts), or when the console closes. Those
   * still running stay.
   */
  remove: command.input(z.object({ ids: exchangeIds })).output(type<void>()),
  /** Brings removed ones back, exactly as they were. Fails with `exchange-not-found` when they are all wiped. */
  restore: command.input(z.object({ ids: exchangeIds })).output(type<void>()),
}
