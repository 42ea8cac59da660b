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

/** What each feature pushes: its whole view, so a page that missed some is right again after one. */
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
  /** The last test of each account that has had one. */
  connectivity: ConnectivityView[]
  /** Newest first. Whole only once per stream; what changes after that comes as {@link ExchangeChanges}. */
  exchange: ExchangeSummary[]
  /** One per account. */
  whitelist: WhitelistView[]
  sandbox: SandboxView
}
export type Feature = keyof Snapshots

/** What became of a list that may be thousands of rows long, since the last event of it on the same stream. */
export interface ExchangeChanges {
  feature: 'exchange-changes'
  /** New ones and those that are no longer as they were. */
  rows: ExchangeSummary[]
  /** Ids that are not on the list any more. */
  gone: number[]
}

export type ConsoleEvent =
  | { [F in Feature]: { feature: F; snapshot: Snapshots[F] } }[Feature]
  | ExchangeChanges
  /** Every 10 s, after fresh token snapshots. 25 s without one means the host is gone. */
  | { feature: 'heartbeat' }
  /** A native menu entry was chosen. */
  | { feature: 'action'; id: ActionId }
  /** The account's token ends in so many minutes (rounded up); sent where the host shows no notifications of its own. */
  | { feature: 'reminder'; accountId: string; minutes: number }
  /** Another page took this one's place; the stream ends. */
  | { feature: 'taken-over' }

export const eventsContract = {
  /**
   * The one stream of a page: a snapshot of every feature first, then changes. A host that can serve only so
   * many pages answers `too-many-pages`; `takeOver` ends the oldest one instead.
   */
  watch: command.input(z.object({ takeOver: z.boolean().default(false) })).output(eventIterator(type<ConsoleEvent>())),
}
