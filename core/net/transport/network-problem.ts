import { errors } from 'undici'
import type { Problem, RequestPhase } from '#contract/problem.ts'
import { type Failure, type HttpHeaders, headerOf } from '#core/net/http.ts'
import { TunnelError } from '#core/net/proxy/tunnel.ts'
import { MAX_HEAD_BYTES } from './http-connection.ts'
import { NotLoopbackError } from './loopback.ts'

const dnsNotFound = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME'])
const dnsTemporary = new Set(['EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED'])
const reset = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'])
/** The server closed the connection in order, in the middle of a body. */
const cutShort = new Set(['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])

/** The progress of a request when it failed. */
export interface SeenOfRequest {
  /** Name and port, as dialled. */
  host: string
  /** The proxy in between, e.g. `socks5://127.0.0.1:1080`. */
  proxy?: string
  phase: RequestPhase
  replyHeaders?: HttpHeaders
  receivedBytes: number
}

/** Names a failure. Only codes go into the problem, never a message: those may quote anything. */
export function networkProblem(failure: Failure, seen: SeenOfRequest): Problem {
  if (failure.kind === 'cancelled') return { code: 'cancelled', retry: 'never' }
  if (failure.kind === 'no-reply') return { code: 'not-http', retry: 'never' }
  if (failure.kind !== 'timeout') return errorProblem(failure.error, seen)
  const { phase, proxy, host } = seen
  // Until the tunnel is open, the proxy is the one that does not answer.
  const silent = phase === 'tunnel' ? (proxy ?? host) : host
  return { code: 'timeout', host: silent, phase, limitMs: failure.limitMs, retry: 'wait' }
}

/** The other end closed the connection, as it does after a long idle time. */
export function isConnectionReset(error: unknown): boolean {
  const code = codeOf(error)
  return reset.has(code) && !isNotHttp(error, code)
}

/** The problem of an error of a socket, TLS, the parser or undici. */
function errorProblem(error: unknown, seen: SeenOfRequest): Problem {
  const { host, phase, replyHeaders } = seen
  if (error instanceof TunnelError) return proxyProblem(error, host)
  if (error instanceof NotLoopbackError) return { code: 'not-loopback', host, address: error.address, retry: 'never' }
  const code = codeOf(error)
  if (replyHeaders && (cutShort.has(code) || isUnexpectedEnd(error))) return truncated(replyHeaders, seen.receivedBytes)
  if (isNotHttp(error, code)) return { code: 'not-http', retry: 'never' }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { code: 'too-large', limitBytes: MAX_HEAD_BYTES, retry: 'never' }
  if (dnsNotFound.has(code)) return { code: 'dns-not-found', host, retry: 'wait' }
  if (dnsTemporary.has(code)) return { code: 'dns-temporary', host, retry: 'wait' }
  if (code === 'ECONNREFUSED') return { code: 'connection-refused', host, retry: 'wait' }
  if (reset.has(code)) return { code: 'connection-reset', host, phase, retry: 'wait' }
  if (isTls(code, phase)) return { code: 'tls', host, reason: code, retry: 'never' }
  return { code: 'network', host, reason: code, retry: 'wait' }
}

function proxyProblem({ proxy, failure }: TunnelError, host: string): Problem {
  if (failure.kind === 'unreachable') return { code: 'proxy-unreachable', proxy, reason: failure.reason, retry: 'wait' }
  if (failure.kind === 'auth') return { code: 'proxy-auth', proxy, reason: failure.reason, retry: 'never' }
  if (failure.kind === 'refused') return { code: 'proxy-refused', proxy, host, answer: failure.answer, retry: 'wait' }
  return { code: 'proxy-not-understood', proxy, retry: 'wait' }
}

function truncated(replyHeaders: HttpHeaders, receivedBytes: number): Problem {
  const expectedBytes = Number(headerOf(replyHeaders, 'content-length') ?? Number.NaN)
  return {
    code: 'truncated',
    ...(Number.isSafeInteger(expectedBytes) && { expectedBytes }),
    receivedBytes,
    retry: 'wait',
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if ('code' in error && typeof error.code === 'string') return error.code
  // Several addresses were tried: the first one's failure speaks for all.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : error.name
}

/** The parser's errors carry no code; their messages come from llhttp. */
function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof errors.HTTPParserError && error.message.includes('Invalid EOF state')
}

/**
 * Lengths that contradict each other fail before there is a head. An unasked-for `100 Continue` or `101` has the code
 * of a closed socket; only undici's messages tell them apart. A reply that the parser accepts and
 * undici does not expect, such as a status below 100, ends in an assertion of undici's.
 */
function isNotHttp(error: unknown, code: string): boolean {
  const codes = ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ERR_ASSERTION']
  if (error instanceof errors.HTTPParserError || codes.includes(code)) return true
  return error instanceof Error && /^bad (response|upgrade)$/.test(error.message)
}

function isTls(code: string, phase: RequestPhase): boolean {
  return phase === 'tls' || code === 'EPROTO' || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_')
}
