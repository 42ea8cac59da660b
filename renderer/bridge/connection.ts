import type { ConsoleEvent } from '#contract/events.ts'
import type { ActionId } from '#contract/pure/actions/actions.ts'
import { ticketIn } from '#contract/pure/host/webhost.ts'
import { HEARTBEAT_MS, HOST_LOST_MS } from '#contract/pure/limits.ts'
import { createStore } from '#renderer/lib/external-store.ts'
import { createSignal } from '#renderer/lib/signal.ts'
import { client, reopenLink } from './client.ts'
import { problemOf } from './failure.ts'
import { HostRefused, type RefusedBecause } from './session-key.ts'
import { receive, receiveExchanges } from './stores.ts'

/** Waits for a person; `taken-over`: another page took this one's place. */
type Barred = RefusedBecause | 'too-many-pages' | 'taken-over'

/** `lost`: the host does not answer, the page keeps trying. */
export type Connection = 'connecting' | 'connected' | 'lost' | Barred

export type Reminder = Extract<ConsoleEvent, { feature: 'reminder' }>

export const connection = createStore<Connection>('connecting')

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 8_000

/** Entries of the native menu, as they are chosen. */
export const menuActions = createSignal<ActionId>()

/** A token is about to end, on a host that cannot say so itself. */
export const reminders = createSignal<Reminder>()

const RESYNC = 'resync'
let stream = new AbortController()
let lastHeard = Date.now()

/** Follows the host's stream until a person is needed. */
export async function follow(takeOver = false): Promise<void> {
  connection.set('connecting')
  let pause = FIRST_RETRY_MS
  let replacing = takeOver
  for (;;) {
    const { heard, outcome } = await followOnce(replacing)
    if (outcome === 'taken-over' || outcome === 'no-key' || outcome === 'ticket-dead') return connection.set(outcome)
    // A page that was being served may still be counted itself for a moment.
    if (outcome === 'too-many-pages' && !heard && connection.get() !== 'connected') return connection.set(outcome)
    replacing = false
    if (heard) {
      pause = FIRST_RETRY_MS
    } else {
      connection.set('lost')
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = Math.min(pause * 2, LAST_RETRY_MS)
    }
    // The link of a stream that was only started anew still carries calls.
    if (outcome !== 'resync') reopenLink()
  }
}

type Outcome = 'ended' | 'resync' | Barred

async function followOnce(takeOver: boolean): Promise<{ heard: boolean; outcome: Outcome }> {
  const controller = new AbortController()
  stream = controller
  let heard = false
  const giveUp = () => {
    // Said at once: the next try may wait as long before it is known to fail.
    connection.set('lost')
    controller.abort()
  }
  let silence = setTimeout(giveUp, HOST_LOST_MS)
  try {
    const events = await client.events.watch({ takeOver }, { signal: controller.signal })
    for await (const event of events) {
      heard = true
      lastHeard = Date.now()
      clearTimeout(silence)
      silence = setTimeout(giveUp, HOST_LOST_MS)
      connection.set('connected')
      if (event.feature === 'taken-over') return { heard, outcome: 'taken-over' }
      dispatch(event)
    }
    return { heard, outcome: 'ended' }
  } catch (error) {
    return { heard, outcome: controller.signal.reason === RESYNC ? 'resync' : outcomeOf(error) }
  } finally {
    clearTimeout(silence)
    controller.abort()
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof HostRefused) return error.because
  return problemOf(error)?.code === 'too-many-pages' ? 'too-many-pages' : 'ended'
}

function dispatch(event: Exclude<ConsoleEvent, { feature: 'taken-over' }>): void {
  if (event.feature === 'heartbeat') return
  if (event.feature === 'exchange-changes') {
    receiveExchanges(event)
  } else if (event.feature === 'action') {
    menuActions.emit(event.id)
  } else if (event.feature === 'reminder') {
    reminders.emit(event)
  } else {
    receive(event)
  }
}

/**
 * A hidden or sleeping page may have missed heartbeats, and its monotonic clock may have stood still: the wall clock
 * tells, and a new stream starts with fresh snapshots.
 */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && Date.now() - lastHeard > HEARTBEAT_MS) stream.abort(RESYNC)
})

/** A new address in the bar of a page that is open: the browser loads nothing for it. */
window.addEventListener('hashchange', () => {
  if (ticketIn(location.hash) === undefined) return
  if (waitsForPerson(connection.get())) void follow()
  else stream.abort(RESYNC)
})

function waitsForPerson(state: Connection): state is Barred {
  return state !== 'connecting' && state !== 'connected' && state !== 'lost'
}
