import type { ConsoleEvent, ExchangeChanges, Feature } from '#contract/events.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import type { ActionId } from '#contract/pure/actions/actions.ts'
import { HEARTBEAT_MS } from '#contract/pure/limits.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SnapshotSources } from '#core/model/module.ts'

/** One row of the list of exchanges, as it is now; `undefined` when it is gone. */
export type ExchangeRow = (id: number) => ExchangeSummary | undefined

export interface Events {
  /** A feature's view has changed: every page gets it again; several changes become one event. */
  changed(feature: Feature): void
  /** Rows of the exchange list are new, changed or gone: every page gets these changes, not the list. */
  exchangesChanged(ids: Iterable<number>): void
  pushAction(id: ActionId): void
  pushReminder(accountId: string, minutes: number): void
  /**
   * The one stream of a page, until `signal` aborts. Fails with `too-many-pages` when the host's limit is reached,
   * unless `takeOver` ends the page that is open longest.
   */
  watch(options: { takeOver: boolean }, signal: AbortSignal | undefined): AsyncGenerator<ConsoleEvent>
  /** Ends every stream. */
  close(): void
}

interface Page {
  dirty: Set<Feature>
  /** Ids of exchanges whose rows are not sent yet. */
  exchanges: Set<number>
  /** Events that are not snapshots, in order. */
  others: ConsoleEvent[]
  ended: boolean
  wake(): void
}

/** The streams of all open pages. */
export function createEvents(
  sources: SnapshotSources,
  exchangeRow: ExchangeRow,
  clock: Clock,
  maxPages = Number.POSITIVE_INFINITY,
): Events {
  const pages = new Set<Page>()
  const features = Object.keys(sources) as Feature[]

  const push = (page: Page, event: ConsoleEvent) => {
    page.others.push(event)
    page.wake()
  }
  const end = (page: Page) => {
    page.ended = true
    page.wake()
  }
  const stopHeartbeat = clock.every(HEARTBEAT_MS, () => {
    for (const page of pages) {
      page.dirty.add('token')
      push(page, { feature: 'heartbeat' })
    }
  })

  async function* stream(page: Page, signal: AbortSignal | undefined): AsyncGenerator<ConsoleEvent> {
    pages.add(page)
    const leave = () => end(page)
    signal?.addEventListener('abort', leave)
    try {
      while (!signal?.aborted) {
        const [feature] = page.dirty
        const other = page.others[0]
        if (page.exchanges.size > 0 && !page.dirty.has('exchange')) {
          // Before the views that refer to them.
          const ids = [...page.exchanges]
          page.exchanges.clear()
          yield changesOf(ids, exchangeRow)
        } else if (feature) {
          page.dirty.delete(feature)
          // The whole list already includes them.
          if (feature === 'exchange') page.exchanges.clear()
          yield { feature, snapshot: sources[feature]() } as ConsoleEvent
        } else if (other) {
          page.others.shift()
          yield other
        } else if (page.ended) {
          return
        } else {
          await new Promise<void>((resolve) => {
            page.wake = resolve
          })
        }
      }
    } finally {
      signal?.removeEventListener('abort', leave)
      pages.delete(page)
    }
  }

  return {
    changed(feature) {
      for (const page of pages) {
        page.dirty.add(feature)
        page.wake()
      }
    },
    exchangesChanged(ids) {
      for (const page of pages) {
        for (const id of ids) page.exchanges.add(id)
        page.wake()
      }
    },
    pushAction(id) {
      for (const page of pages) push(page, { feature: 'action', id })
    },
    pushReminder(accountId, minutes) {
      for (const page of pages) push(page, { feature: 'reminder', accountId, minutes })
    },
    watch({ takeOver }, signal) {
      if (pages.size >= maxPages) {
        if (!takeOver) throw new ProblemError({ code: 'too-many-pages', limit: maxPages, retry: 'never' })
        for (const oldest of [...pages].slice(0, pages.size - maxPages + 1)) {
          pages.delete(oldest)
          push(oldest, { feature: 'taken-over' })
          end(oldest)
        }
      }
      return stream(
        { dirty: new Set(features), exchanges: new Set(), others: [], ended: false, wake: () => {} },
        signal,
      )
    },
    close() {
      stopHeartbeat()
      for (const page of pages) end(page)
    },
  }
}

function changesOf(ids: number[], rowOf: ExchangeRow): ExchangeChanges {
  const rows = ids.flatMap((id) => rowOf(id) ?? [])
  return { feature: 'exchange-changes', rows, gone: ids.filter((id) => !rowOf(id)) }
}
