import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { AccountView } from './accounts.ts'
import { command } from './base.ts'
import type { ExchangeSummary } from './exchange.ts'
import type { HostView } from './host.ts'
import type { ConnectivityView, IpListView } from './ip-list.ts'
import type { ActionId } from './pure/actions/actions.ts'
import type { SandboxView } from './sandbox.ts'
import type { Settings } from './settings.ts'
import type { TimelineView } from './timeline.ts'
import type { TokenView } from './token.ts'
import type { WhitelistView } from './whitelist.ts'

/** What each feature pushes: its whole snapshot, so that one event is enough after any that were missed. */
export interface Snapshots {
  host: HostView
  settings: Settings
  accounts: AccountView[]
  /** One per account. */
  token: TokenView[]
  /** One per account. */
  timeline: TimelineView[]
  /** One per account and kind. */
  ipList: IpListView[]
  /** The last connectivity test of each account that has had one. */
  connectivity: ConnectivityView[]
  /** Newest first. Sent whole once per stream; later changes come as {@link ExchangeChanges}. */
  exchange: ExchangeSummary[]
  /** One per account. */
  whitelist: WhitelistView[]
  sandbox: SandboxView
}
export type Feature = keyof Snapshots

/**
 * The changes of the exchange list, which may have thousands of rows, since the last event of it on the same stream.
 */
export interface ExchangeChanges {
  feature: 'exchange-changes'
  /** New and changed exchanges. */
  rows: ExchangeSummary[]
  /** Ids of exchanges that have left the list. */
  gone: number[]
}

export type ConsoleEvent =
  | { [F in Feature]: { feature: F; snapshot: Snapshots[F] } }[Feature]
  | ExchangeChanges
  /** Every 10 s, after fresh token snapshots. 25 s without one means the host is gone. */
  | { feature: 'heartbeat' }
  /** A native menu entry was chosen. */
  | { feature: 'action'; id: ActionId }
  /** Minutes until the account's token expires, rounded up; sent where the host shows no notifications of its own. */
  | { feature: 'reminder'; accountId: string; minutes: number }
  /** Another page took over; the stream ends. */
  | { feature: 'taken-over' }

export const eventsContract = {
  /**
   * A page's one stream: a snapshot of every feature first, then changes. A host that serves a limited number of pages
   * answers `too-many-pages`; `takeOver` ends the oldest page's stream instead.
   */
  watch: command.input(z.object({ takeOver: z.boolean().default(false) })).output(eventIterator(type<ConsoleEvent>())),
}
