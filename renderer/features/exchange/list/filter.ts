import type { ExchangeOutcome, ExchangeSummary } from '#contract/exchange.ts'
import { isFailed } from '#renderer/ui/problem/outcome.tsx'

/** `failed` is both kinds of failure; `network` is every one that is not a code of WeChat's. */
export type OutcomeChoice = 'all' | 'ok' | 'failed' | 'errcode' | 'network'
export type TimeChoice = 'all' | 'hour' | 'today' | 'week'

/** What a list of exchanges is narrowed to; an empty string is any. */
export interface ExchangeFilter {
  /** Words that must all be found. */
  text: string
  /** A path. */
  endpoint: string
  /** An account's id, or {@link DELETED}. */
  account: string
  outcome: OutcomeChoice
  time: TimeChoice
  pinnedOnly: boolean
}

/** Stands for every account that is no longer there. */
export const DELETED = 'deleted'

export const everything: ExchangeFilter = {
  text: '',
  endpoint: '',
  account: '',
  outcome: 'all',
  time: 'all',
  pinnedOnly: false,
}

/** An exchange made ready for its search: when it comes, not at each key. */
export interface Searchable {
  exchange: ExchangeSummary
  /** Everything of it that can be looked for, in lower case. */
  text: string
}

export interface Words {
  outcome(outcome: ExchangeOutcome): string
  /** Name of an account, be it there or not. */
  account(id: string): string
}

export function searchable(exchanges: ExchangeSummary[], words: Words): Searchable[] {
  const outcome = once(words.outcome, (one) => (one.kind === 'errcode' ? one.errcode : JSON.stringify(one)))
  const account = once(words.account, (id) => id)
  return exchanges.map((exchange) => {
    const { method, path, status, origin, accountId } = exchange
    const parts = [method, path, outcome(exchange.outcome), status ?? '', origin, account(accountId)]
    return { exchange, text: parts.join(' ').toLowerCase() }
  })
}

/** Of a few thousand rows only a few have words of their own. */
function once<Of, Key>(word: (of: Of) => string, keyOf: (of: Of) => Key): (of: Of) => string {
  const known = new Map<Key, string>()
  return (of) => {
    const key = keyOf(of)
    const found = known.get(key) ?? word(of)
    known.set(key, found)
    return found
  }
}

const HOUR_MS = 3_600_000

/** The first moment that is still within, in epoch ms. */
export function startOf(time: TimeChoice, now: number): number {
  switch (time) {
    case 'all':
      return Number.NEGATIVE_INFINITY
    case 'hour':
      return now - HOUR_MS
    case 'today':
      return new Date(now).setHours(0, 0, 0, 0)
    case 'week':
      return now - 7 * 24 * HOUR_MS
  }
}

function outcomeFits(outcome: ExchangeOutcome, wanted: OutcomeChoice): boolean {
  switch (wanted) {
    case 'all':
      return true
    case 'failed':
      return isFailed(outcome)
    case 'network':
      return outcome.kind === 'problem' && isFailed(outcome)
    default:
      return outcome.kind === wanted
  }
}

/** The exchanges that the filter keeps, in their order. `isThere`: the account still exists. */
export function kept(
  all: Searchable[],
  filter: ExchangeFilter,
  { now, isThere }: { now: number; isThere(accountId: string): boolean },
): ExchangeSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const from = startOf(filter.time, now)
  const accountFits = (id: string) =>
    filter.account === '' || (filter.account === DELETED ? !isThere(id) : id === filter.account)
  const fits = ({ exchange, text }: Searchable) =>
    accountFits(exchange.accountId) &&
    (filter.endpoint === '' || exchange.path === filter.endpoint) &&
    outcomeFits(exchange.outcome, filter.outcome) &&
    exchange.startedAt >= from &&
    (exchange.pinned || !filter.pinnedOnly) &&
    words.every((word) => text.includes(word))
  return all.filter(fits).map(({ exchange }) => exchange)
}

/** Whether it narrows anything. */
export function isNarrowed(filter: ExchangeFilter): boolean {
  return Object.entries(everything).some(([key, value]) => {
    const given = filter[key as keyof ExchangeFilter]
    return typeof given === 'string' ? given.trim() !== value : given !== value
  })
}

/** The paths there are, each once, in the order of the alphabet. */
export function endpointsOf(exchanges: ExchangeSummary[], chosen: string): string[] {
  const paths = new Set(exchanges.map(({ path }) => path))
  // What is chosen stays a choice when the last of its exchanges is gone.
  if (chosen !== '') paths.add(chosen)
  return [...paths].sort()
}
