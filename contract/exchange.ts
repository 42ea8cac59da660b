import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import type { ExchangeComparison } from './compare.ts'
import type { Problem, RequestPhase } from './problem.ts'
import { MAX_EXCHANGE_IDS } from './pure/limits.ts'
import type { ExchangeStep, Initiator } from './pure/request/initiator.ts'

/** Durations in ms; a phase that did not happen is absent (a reused connection has no DNS, TCP or TLS). */
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
  /** Path without the query. */
  path: string
  /** Absent where an earlier version recorded the exchange and did not note it. */
  initiator?: Initiator
  step: ExchangeStep
  /**
   * The exchange because of which this one was sent: for a retry the attempt before, for a refetch or a replay the
   * refused call, for a call that needed a token first the fetch of it.
   */
  causedBy?: number
  /** Epoch ms of the host's real clock. */
  startedAt: number
  /** Pinned: never evicted. */
  pinned: boolean
  /** The exchange is in memory only, since it could not be written; writing is tried again. */
  unsaved?: true
  outcome: ExchangeOutcome
  status?: number
  /** Decoded body bytes. */
  size?: number
  phases?: Phases
}

/** The facts of a body; its bytes are read by `exchange.body`. */
export interface BodyFacts {
  /** Bytes recorded (decoded, redacted). */
  size: number
  /** Size of the decoded body in bytes, when more than recorded. */
  fullSize?: number
  /**
   * Present when the wire carried an encoding: only size and hash of the encoded bytes are stored. Also present when
   * the body holds compressed data that has a secret in it or cannot be decompressed; then only a marker is recorded.
   */
  encoded?: { encoding: string; size: number; sha256: string }
  /** The body held compressed data with a secret, or that cannot be decompressed: a marker replaces all of it. */
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
    /** The address that this computer is connected to: WeChat, or the proxy of `via`. */
    remoteAddress: string
    remotePort: number
    /** The proxy in between, e.g. `socks5://127.0.0.1:1080`; without credentials. */
    via?: string
    reused: boolean
    /** TLS with the API host, through a proxy if there is one. `issuer`: of its certificate. */
    tls?: { version: string; cipher: string; alpn?: string; issuer?: string }
  }
  /** Number of secrets replaced by markers. */
  redactions: number
  problem?: Problem
}

/** Number of exchanges in the list, and their size; running and removed ones do not count. */
export interface ExchangeUsage {
  exchanges: number
  /** Number of pinned exchanges among `exchanges`. */
  pinned: number
  /** Size in bytes of views and bodies, as recorded. */
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
  /**
   * Compares two exchanges part by part: request and status lines, headers, bodies, trailers. Fails with
   * `exchange-not-found`.
   */
  compare: command.input(z.object({ a: exchangeId, b: exchangeId })).output(type<ExchangeComparison>()),
  /** Ids that are no longer stored are ignored. */
  pin: command.input(z.object({ ids: exchangeIds, pinned: z.boolean() })).output(type<void>()),
  /**
   * Hides the exchanges at once and deletes them after `UNDO_MS` (pure/limits.ts), or when the console closes. Running
   * ones stay.
   */
  remove: command.input(z.object({ ids: exchangeIds })).output(type<void>()),
  /** Restores removed exchanges, unchanged. Fails with `exchange-not-found` when all of them have been deleted. */
  restore: command.input(z.object({ ids: exchangeIds })).output(type<void>()),
}
