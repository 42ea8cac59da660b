import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import type { Account } from './account.ts'

/**
 * What has happened in one feature and concerns others. Published on a `Bus` (`core/kernel/bus.ts`): synchronous, in the
 * order in which the modules of `core/app.ts` were made.
 */
export interface DomainEvents {
  AccountAdded: { account: Account }
  /** `credential`: its AppSecret or its pasted token is another one. */
  AccountChanged: { before: Account; after: Account; credential: boolean }
  AccountRemoved: { account: Account }
  /** The machine has slept, or a clock was set: what counts down is looked at anew. */
  ClockMoved: Record<never, never>
  /** A server's `Date`, epoch ms. */
  ServerDateReceived: { accountId: string; serverNow: number }
  ExchangeEnded: { exchange: ExchangeSummary & Pick<ExchangeView, 'problem' | 'connection'> }
  /** A new token is held; `hash`: the first 6 hex digits of its SHA-256. */
  TokenObtained: { account: Account; hash: string }
}
