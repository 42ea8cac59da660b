import type { ExchangeView } from '#contract/exchange.ts'
import type { Exchanges } from '#core/exchange/exchanges.ts'
import type { BodySide } from '#core/exchange/store/exchange-store.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { bodyPieces, headerPieces } from './exchange-text.ts'
import type { HarSource } from './har.ts'
import { type Cut, plainText } from './secrets.ts'

/** Longest shared body in bytes: a file leaves out a longer one, a snippet has its beginning. */
export const MAX_BODY_BYTES = 1024 * 1024

export type ExchangeReader = Pick<Exchanges, 'get' | 'body'>

/** At most the first `MAX_BODY_BYTES` bytes. */
export async function readBody(exchanges: ExchangeReader, view: ExchangeView, side: BodySide): Promise<Uint8Array> {
  const size = Math.min(view[side]?.body.size ?? 0, MAX_BODY_BYTES)
  const parts: Uint8Array[] = []
  for (let read = 0; read < size; ) {
    const slice = await exchanges.body(view.id, side, read)
    if (slice.length === 0) break
    parts.push(slice)
    read += slice.length
  }
  return Buffer.concat(parts).subarray(0, size)
}

/** A whole exchange, with placeholders for secrets; `room` is the number of body bytes that still fit. */
export async function sourceOf(
  exchanges: ExchangeReader,
  view: ExchangeView,
  cut: Cut,
  room: { bytes: number },
): Promise<{ source: HarSource; bodiesLeftOut: number }> {
  let bodiesLeftOut = 0
  async function body(side: BodySide) {
    const size = view[side]?.body.size ?? 0
    const fits = size <= Math.min(MAX_BODY_BYTES, room.bytes)
    const bytes = fits ? await unlessProblem(() => readBody(exchanges, view, side)) : undefined
    if (!bytes) {
      bodiesLeftOut += 1
      return {}
    }
    room.bytes -= size
    const pieces = bodyPieces(bytes, cut, `${side}-body`)
    return side === 'request' ? { requestBody: pieces } : { responseBody: pieces }
  }
  const target = cut(view.request.target, 'request-target')
  const source: HarSource = {
    view,
    url: view.origin + plainText(target),
    requestHeaders: headerPieces(view.request.headers, cut, 'request-headers'),
    ...(await body('request')),
    statusText: plainText(cut(view.response?.statusText ?? '', 'response-head')),
    responseHeaders: headerPieces(view.response?.headers ?? [], cut, 'response-head'),
    ...(await body('response')),
    trailers: headerPieces(view.response?.trailers ?? [], cut, 'response-head'),
  }
  const hide = (text: string) => plainText(cut(text, 'explanation'))
  const problem = view.problem && (JSON.parse(hide(JSON.stringify(view.problem))) as typeof view.problem)
  return { source: { ...source, ...(problem && { problem }) }, bodiesLeftOut }
}

export async function unlessProblem<T>(run: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}
