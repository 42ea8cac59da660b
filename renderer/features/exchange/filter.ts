import type { ExchangeSummary } from '../../../contract/exchange.ts'
import { isFailed } from './outcome.tsx'

export type Show = 'all' | 'failed'

/** The exchanges to show; a text is looked for in method, path and the word for the result. */
export function shownExchanges(
  exchanges: ExchangeSummary[],
  { show, text }: { show: Show; text: string },
  wordFor: (outcome: ExchangeSummary['outcome']) => string,
): ExchangeSummary[] {
  const wanted = text.trim().toLowerCase()
  return exchanges.filter(({ method, path, outcome }) => {
    if (show === 'failed' && !isFailed(outcome)) return false
    return `${method} ${path} ${wordFor(outcome)}`.toLowerCase().includes(wanted)
  })
}
