import type { ComparedPart, ExchangeComparison } from '#contract/compare.ts'
import type { ExchangeView } from '#contract/exchange.ts'
import { compareBodies } from './bodies.ts'
import { compareFirstLines, compareHeaders, requestLineOf, statusLineOf } from './heads.ts'

export interface RecordedExchanges {
  get(id: number): Promise<ExchangeView>
  /** A slice from `offset`. */
  body(id: number, side: 'request' | 'response', offset: number): Promise<Uint8Array>
}

/**
 * Compares two recorded exchanges: first lines as lines, headers by name, bodies by type. Nothing is left out as
 * unimportant. Fails with `exchange-not-found`.
 */
export async function compareExchanges(
  exchanges: RecordedExchanges,
  ids: { a: number; b: number },
): Promise<ExchangeComparison> {
  const [a, b] = [await exchanges.get(ids.a), await exchanges.get(ids.b)]
  const body = (side: 'request' | 'response') => {
    const of = (view: ExchangeView) => ({
      facts: view[side]?.body,
      slice: (offset: number) => exchanges.body(view.id, side, offset),
    })
    return compareBodies(`${side}-body`, of(a), of(b))
  }
  const parts: ComparedPart[] = [
    compareFirstLines('request-line', requestLineOf(a), requestLineOf(b)),
    compareHeaders('request-headers', a.request.headers, b.request.headers),
    await body('request'),
    compareFirstLines('status-line', statusLineOf(a), statusLineOf(b)),
    compareHeaders('response-headers', a.response?.headers ?? [], b.response?.headers ?? []),
    await body('response'),
    compareHeaders('response-trailers', a.response?.trailers ?? [], b.response?.trailers ?? []),
  ]
  // A part that neither has is left out.
  return {
    parts: parts.filter(({ rows, body: bytes }) => rows.length > 0 || (bytes && bytes.a.size + bytes.b.size > 0)),
  }
}
