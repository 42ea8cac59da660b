import type { Feature } from '#contract/events.ts'
import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import type { Settings } from '#contract/settings.ts'
import type { Bus } from '#core/kernel/bus.ts'
import type { Account } from './account.ts'

/**
 * Events of one feature that concern others. Synchronous (`core/kernel/bus.ts`), in the order in which the modules of
 * `core/app.ts` were made.
 */
export interface DomainEvents {
  // Accounts. Whoever publishes these waits for their consequences.
  AccountAdded: { account: Account }
  AccountChanged: { before: Account; after: Account }
  /** The account's credentials for fetching tokens have changed. */
  SecretReplaced: { account: Account }
  AccountRemoved: { account: Account; withExchanges: boolean }
  /** Accounts, or their state, have changed: a view with one entry for each is sent again. */
  AccountListChanged: Record<never, never>

  // The console itself.
  /** Every module exists: background work begins. */
  ConsoleStarted: Record<never, never>
  SettingsChanged: { settings: Settings }
  /** The vault can be read again: values that could not be read are looked up. */
  VaultReadable: Record<never, never>
  /** The data folder is this console's own, or no longer. */
  OwnershipChanged: Record<never, never>
  /** The machine has slept, or a clock was set: countdowns are computed again. */
  ClockMoved: Record<never, never>

  // Requests.
  /** A server's `Date`, epoch ms. */
  ServerDateReceived: { accountId: string; serverNow: number }
  ExchangeEnded: { exchange: EndedExchange }

  // For the pages, and for what a host shows outside of them.
  SnapshotChanged: { feature: Feature }
  /** Rows of the list of exchanges are new, changed or gone. */
  ExchangeRowsChanged: { ids: readonly number[] }
  /** The account's token ends in `minutes`, rounded up; published where the host shows no notifications. */
  ReminderDue: { accountId: string; minutes: number }
}

/** The facts of an exchange that are known when it ends. */
export type EndedExchange = ExchangeSummary & Pick<ExchangeView, 'problem' | 'connection'>

export type DomainBus = Bus<DomainEvents>
