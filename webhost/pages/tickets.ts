import { TICKET_LIFE_MS } from '#contract/pure/host/webhost.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { createSecretSet, type HideSecret } from '#core/serving/secret-set.ts'

/** Unused tickets at once; beyond that the oldest is void. */
const MAX_TICKETS = 8
const TICKET_BYTES = 32
/** Wrong tickets within a minute that are answered as such. */
const MAX_WRONG = 30
const MINUTE_MS = 60_000

export interface Tickets {
  /** A new ticket, and how long it opens the console. */
  issue(): { ticket: string; remainingMs: number }
  /**
   * Uses a ticket up. A valid one is `accepted` however many wrong ones came before it, so that nobody can keep the
   * owner out by guessing; `too-many`: wrong, and more of them within a minute than anybody mistypes.
   */
  redeem(ticket: string): 'accepted' | 'refused' | 'too-many'
}

/** When it was issued, by two clocks; the larger of the two ages counts. */
interface Issued {
  wall: number
  monotonic: number
}

export function createTickets(clock: Pick<Clock, 'now' | 'monotonic'>, hide: HideSecret): Tickets {
  const tickets = createSecretSet<Issued>(hide)
  let wrong: number[] = []

  const dropEnded = () => {
    for (const ticket of tickets.all()) {
      const age = Math.max(clock.now() - ticket.wall, clock.monotonic() - ticket.monotonic)
      if (age >= TICKET_LIFE_MS) tickets.delete(ticket)
    }
  }

  return {
    issue() {
      dropEnded()
      const ticket = tickets.issue(TICKET_BYTES, { wall: clock.now(), monotonic: clock.monotonic() })
      const [oldest, ...others] = tickets.all()
      if (others.length >= MAX_TICKETS && oldest) tickets.delete(oldest)
      return { ticket, remainingMs: TICKET_LIFE_MS }
    },
    redeem(text) {
      dropEnded()
      const ticket = tickets.find(text)
      if (ticket) {
        tickets.delete(ticket)
        return 'accepted'
      }
      wrong = wrong.filter((at) => clock.monotonic() - at < MINUTE_MS)
      if (wrong.length >= MAX_WRONG) return 'too-many'
      wrong.push(clock.monotonic())
      return 'refused'
    },
  }
}
