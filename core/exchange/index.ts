import type { Settings } from '#contract/settings.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import { compareExchanges } from './compare/compare-exchanges.ts'
import { type Exchanges, heldLimits, openExchanges } from './exchanges.ts'
import type { ExchangeStore } from './store/exchange-store.ts'
import { limitsOf } from './store/retention.ts'

export interface ExchangeDeps {
  store: ExchangeStore
  settings(): Settings
}

/** The recorded exchanges. */
export async function openExchange(
  { bus, clock, log, saving }: ModuleContext,
  { store, settings }: ExchangeDeps,
): Promise<Module<Exchanges, 'exchange', 'exchange'>> {
  const exchanges = await openExchanges({
    store,
    saving: saving.part('exchanges', heldLimits),
    limits: limitsOf(settings()),
    clock,
    log,
    changed: (ids) => bus.publish('ExchangeRowsChanged', { ids }),
  })
  bus.on('SettingsChanged', ({ settings }) => exchanges.setLimits(limitsOf(settings)))
  bus.on('AccountRemoved', ({ account, withExchanges }) => withExchanges && exchanges.removeAccount(account.id))

  const service: Exchanges = {
    ...exchanges,
    sink: {
      ...exchanges.sink,
      ended(exchange, recording) {
        exchanges.sink.ended(exchange, recording)
        bus.publish('ExchangeEnded', { exchange })
      },
    },
  }
  return {
    service,
    handlers: {
      exchange: {
        get: ({ id }) => exchanges.get(id),
        async body({ id, side, offset }) {
          const bytes = await exchanges.body(id, side, offset)
          return new Blob([new Uint8Array(bytes)])
        },
        usage: exchanges.usage,
        compare: (pair) => compareExchanges(exchanges, pair),
        pin: ({ ids, pinned }) => exchanges.pin(ids, pinned),
        remove: ({ ids }) => exchanges.remove(ids),
        restore: ({ ids }) => exchanges.restore(ids),
      },
    },
    snapshots: { exchange: exchanges.list },
  }
}
