import type { ComparedPart, ComparedPartName, ComparedRow } from '#contract/compare.ts'
import type { ExchangeView, Headers } from '#contract/exchange.ts'
import { differencesIn } from './rows.ts'

export const requestLineOf = ({ method, request }: ExchangeView) =>
  `${method} ${request.target} HTTP/${request.httpVersion}`

export const statusLineOf = ({ response }: ExchangeView) =>
  response && `HTTP/${response.httpVersion} ${response.status} ${response.statusText}`.trimEnd()

/** The first line of a request or a response, which one of them may not have. */
export function compareFirstLines(part: ComparedPartName, a: string | undefined, b: string | undefined): ComparedPart {
  const left = a === undefined ? undefined : { at: 1, text: a }
  const right = b === undefined ? undefined : { at: 1, text: b }
  return partOf(part, rowsOf([[left, right]]))
}

type Place = { at: number; text: string } | undefined

/**
 * Headers by name, whatever their order: the first of a name with the first, the second with the second. In the order
 * of `a`; a header only in `b` follows its predecessor there.
 */
export function compareHeaders(part: ComparedPartName, a: Headers, b: Headers): ComparedPart {
  const [left, right] = [keyed(a), keyed(b)]
  const pairs: [Place, Place][] = [...left].map(([key, place]) => [place, right.get(key)])
  let after = 0
  for (const [key, place] of right) {
    if (left.has(key)) after = pairs.findIndex(([, other]) => other?.at === place.at) + 1
    else pairs.splice(after++, 0, [undefined, place])
  }
  const order = pairs.flatMap(([one, other]) => (one && other ? [other.at] : []))
  const reordered = order.some((at, index) => index > 0 && at < (order[index - 1] ?? 0))
  return { ...partOf(part, rowsOf(pairs)), ...(reordered && { reordered }) }
}

/** By lower-case name and number of earlier headers of that name. */
function keyed(headers: Headers): Map<string, { at: number; text: string }> {
  const seen = new Map<string, number>()
  return new Map(
    headers.map(([name, value], index) => {
      const lower = name.toLowerCase()
      const turn = seen.get(lower) ?? 0
      seen.set(lower, turn + 1)
      return [`${lower} ${turn}`, { at: index + 1, text: `${name}: ${value}` }]
    }),
  )
}

function rowsOf(pairs: [Place, Place][]): ComparedRow[] {
  return pairs.flatMap(([a, b]): ComparedRow[] => {
    if (a && b) return [{ kind: a.text === b.text ? 'same' : 'changed', a, b }]
    if (a) return [{ kind: 'removed', a }]
    return b ? [{ kind: 'added', b }] : []
  })
}

function partOf(part: ComparedPartName, rows: ComparedRow[]): ComparedPart {
  return { part, rows, differences: differencesIn(rows), leftOut: 0 }
}
