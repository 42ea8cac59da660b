import type { Clock } from '#core/kernel/clock/clock.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { Module, SnapshotSources } from '#core/model/module.ts'
import { createEvents, type Events, type ExchangeRow } from './events.ts'

export interface PageStreamDeps {
  bus: DomainBus
  clock: Clock
  snapshots: SnapshotSources
  exchangeRow: ExchangeRow
  maxPages: number | undefined
}

/** One stream for each page, fed by the domain events. */
export function createPageStream({
  bus,
  clock,
  snapshots,
  exchangeRow,
  maxPages,
}: PageStreamDeps): Module<Events, 'events'> {
  const events = createEvents(snapshots, exchangeRow, clock, maxPages)
  bus.on('SnapshotChanged', ({ feature }) => events.changed(feature))
  bus.on('ExchangeRowsChanged', ({ ids }) => events.exchangesChanged(ids))
  bus.on('ReminderDue', ({ accountId, minutes }) => events.pushReminder(accountId, minutes))
  return {
    service: events,
    handlers: { events: { watch: (options, signal) => events.watch(options, signal) } },
    snapshots: {},
    close: events.close,
  }
}
