import type { ConsoleEvent, Feature, Snapshots } from '../../contract/events.ts'
import type { ActionId } from '../../contract/pure/actions.ts'
import { HEARTBEAT_MS } from '../../contract/pure/limits.ts'
import type { Clock } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'

/** How each feature's whole view is made, at the moment it is sent. */
export type SnapshotSources = { [F in Feature]: () => Snapshots[F] }

export interface Events {
  /** A feature's view has changed: every page gets it anew, many changes at once as one. */
  changed(feature: Feature): void
  pushAction(id: ActionId): void
  pushReminder(accountId: string, minutes: number): void
  /**
   * The one stream of a page, until `signal` aborts. Fails with `too-many-pages` when the host's limit is reached,
   * unless `takeOver` ends the page that is open longest.
   */
  watch(options: { takeOver: boolean }, signal: AbortSignal | undefined): AsyncGenerator<ConsoleEvent>
  /** Calls back at every {@link Events.changed}, for what is shown outside the pages; returns how to stop. */
  subscribe(listener: (feature: Feature) => void): () => void
  /** Ends every stream. */
  close(): void
}

interface Page {
  dirty: Set<Feature>
  /** Events that are not snapshots, in order. */
  others: ConsoleEvent[]
  ended: boolean
  wake(): void
}

/** The only place where core talks to pages of its own accord. */
export function createEvents(sources: SnapshotSources, clock: Clock, maxPages = Number.POSITIVE_INFINITY): Events {
  const pages = new Set<Page>()
  const listeners = new Set<(feature: Feature) => void>()
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
        if (feature) {
          page.dirty.delete(feature)
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
      for (const listener of listeners) listener(feature)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
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
      return stream({ dirty: new Set(features), others: [], ended: false, wake: () => {} }, signal)
    },
    close() {
      stopHeartbeat()
      for (const page of pages) end(page)
    },
  }
}
