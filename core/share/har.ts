import type { Content, Cookie, Entry, Har, Header, PostData, Request, Response, Timings } from 'har-format'
import type { BodyFacts, ExchangeView, Phases } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { type BodyPieces, type HeaderPieces, plainBytes } from './exchange-text.ts'
import { plainText } from './secrets.ts'

/** An exchange with its secrets separated. An absent body was too long for the file. */
export interface HarSource {
  view: ExchangeView
  /** Origin, path and query with placeholders. */
  url: string
  requestHeaders: HeaderPieces[]
  requestBody?: BodyPieces
  /** The response's, with placeholders: a server may write secrets there, too. */
  statusText: string
  responseHeaders: HeaderPieces[]
  trailers: HeaderPieces[]
  responseBody?: BodyPieces
  /** With placeholders in place of markers. */
  problem?: Problem
}

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Data without a HAR field is in fields that begin with `_`.
 */
export function harOf(sources: HarSource[], creator: { name: string; version: string }): Har {
  return {
    log: {
      version: '1.2',
      creator,
      entries: sources.map(entryOf),
      comment: 'Secrets were replaced by $WX_APPSECRET, $WX_ACCESS_TOKEN and $WX_SECRET.',
    },
  }
}

function entryOf(source: HarSource): Entry {
  const { view } = source
  const { connection } = view
  const timings = timingsOf(view.phases)
  return {
    startedDateTime: new Date(view.startedAt).toISOString(),
    time: timeOf(timings),
    request: requestOf(source),
    response: responseOf(source),
    cache: {},
    timings,
    ...(connection && {
      serverIPAddress: connection.remoteAddress,
      _remotePort: connection.remotePort,
      _reusedConnection: connection.reused,
    }),
    ...(connection?.tls && { _tls: connection.tls }),
    _id: view.id,
    ...(view.initiator && { _initiatedBy: view.initiator }),
    _step: view.step,
    ...(view.causedBy !== undefined && { _causedBy: view.causedBy }),
    _outcome: view.outcome,
    ...(view.phases && { _totalMs: view.phases.total }),
    ...(source.problem !== undefined && { _problem: source.problem }),
  }
}

/** -1 for a phase that does not apply or is unknown, but for the three that HAR requires. `connect` includes `ssl`. */
function timingsOf(phases: Phases | undefined): Timings {
  // The rest is the tunnel through a proxy, a part of connecting.
  const times: Record<string, number | undefined> = phases ?? {}
  const { dns, tcp, tls, send = 0, wait = 0, download = 0, total: _, ...tunnel } = times
  const connecting = [tcp, tls, ...Object.values(tunnel)].filter((ms) => ms !== undefined)
  return {
    blocked: -1,
    dns: dns ?? -1,
    connect: connecting.length === 0 ? -1 : connecting.reduce((sum, ms) => sum + ms, 0),
    ssl: tls ?? -1,
    send,
    wait,
    receive: download,
  }
}

/** The sum of all known timings but `ssl`, which `connect` includes. */
function timeOf({ blocked = -1, dns = -1, connect = -1, send, wait, receive }: Timings): number {
  return [blocked, dns, connect, send, wait, receive].reduce<number>((sum, ms) => sum + Math.max(0, ms ?? 0), 0)
}

function requestOf({ view, url, requestHeaders, requestBody }: HarSource): Request {
  const { body } = view.request
  const headers = requestHeaders.map(headerOf)
  const mimeType = headerValue(headers, 'content-type') ?? 'application/octet-stream'
  return {
    method: view.method,
    url,
    httpVersion: `HTTP/${view.request.httpVersion}`,
    cookies: cookiesOf(headers, 'cookie'),
    headers,
    queryString: queryOf(url),
    ...(body.size > 0 && { postData: { mimeType, ...textOf(requestBody) } as PostData }),
    headersSize: -1,
    bodySize: body.fullSize ?? body.size,
    ...(body.fullSize !== undefined && { _recordedSize: body.size }),
  } as Request
}

/** A HAR has a response even where none came; its status is 0 then. */
function responseOf({ view, statusText, responseHeaders, trailers, responseBody }: HarSource): Response {
  const { response } = view
  if (!response) {
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      comment: 'No response came.',
    }
  }
  const headers = responseHeaders.map(headerOf)
  const full = view.size ?? response.body.fullSize ?? response.body.size
  return {
    status: response.status,
    statusText,
    httpVersion: `HTTP/${response.httpVersion}`,
    cookies: cookiesOf(headers, 'set-cookie'),
    headers,
    content: contentOf(headerValue(headers, 'content-type'), full, response.body, responseBody),
    redirectURL: headerValue(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: response.body.encoded?.size ?? full,
    ...(response.body.encoded && { _encoded: response.body.encoded }),
    ...(trailers.length > 0 && { _trailers: trailers.map(headerOf) }),
  } as Response
}

function contentOf(
  mimeType: string | undefined,
  size: number,
  facts: BodyFacts,
  body: BodyPieces | undefined,
): Content {
  return {
    size,
    ...(facts.encoded && { compression: size - facts.encoded.size }),
    mimeType: mimeType ?? 'x-unknown',
    ...(facts.size > 0 && textOf(body)),
    ...(facts.fullSize !== undefined && { _recordedSize: facts.size }),
  } as Content
}

function textOf(body: BodyPieces | undefined): { text: string; encoding?: string } | { comment: string } {
  if (!body) return { comment: 'The body is too long for this file; save it by itself.' }
  if (body.kind === 'text') return { text: plainText(body.pieces) }
  return { text: Buffer.from(plainBytes(body)).toString('base64'), encoding: 'base64' }
}

const headerOf = ({ name, value }: HeaderPieces): Header => ({ name, value: plainText(value) })

function headerValue(headers: Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value
}

function queryOf(url: string): { name: string; value: string }[] {
  const at = url.indexOf('?')
  if (at < 0) return []
  return [...new URLSearchParams(url.slice(at + 1))].map(([name, value]) => ({ name, value }))
}

/** `Cookie` holds several, each `Set-Cookie` one with its attributes. */
function cookiesOf(headers: Header[], name: 'cookie' | 'set-cookie'): Cookie[] {
  const lines = headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value.split(';'))
  const pairs = name === 'cookie' ? lines.flat() : lines.map(([pair = '']) => pair)
  return pairs.map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, Math.max(0, at)).trim(), value: pair.slice(at + 1).trim() }
  })
}
