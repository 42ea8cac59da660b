import { TICKET_LIFE_MS } from '#contract/pure/webhost.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { digest, findByDigest, newSecret } from '#webhost/secrets.ts'

/** Addresses that are still unused; over it the oldest is void. */
const MAX_TICKETS = 8
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

interface Ticket {
  digest: Buffer
  /** The larger of what two clocks say has passed counts. */
  wall: number
  monotonic: number
  forget(): void
}

/** `hold` keeps a ticket out of the log; called back when it is void. */
export function createTickets(clock: Pick<Clock, 'now' | 'monotonic'>, hold: (secret: string) => () => void): Tickets {
  const tickets = new Set<Ticket>()
  let wrong: number[] = []

  const drop = (ticket: Ticket) => {
    tickets.delete(ticket)
    ticket.forget()
  }
  const dropEnded = () => {
    for (const ticket of tickets) {
      const age = Math.max(clock.now() - ticket.wall, clock.monotonic() - ticket.monotonic)
      if (age >= TICKET_LIFE_MS) drop(ticket)
    }
  }

  return {
    issue() {
      dropEnded()
      const text = newSecret(32)
      tickets.add({ digest: digest(text), wall: clock.now(), monotonic: clock.monotonic(), forget: hold(text) })
      const [oldest] = tickets
      if (tickets.size > MAX_TICKETS && oldest) drop(oldest)
      return { ticket: text, remainingMs: TICKET_LIFE_MS }
    },
    redeem(text) {
      dropEnded()
      const ticket = findByDigest(tickets, text)
      if (ticket) {
        drop(ticket)
        return 'accepted'
      }
      wrong = wrong.filter((at) => clock.monotonic() - at < MINUTE_MS)
      if (wrong.length >= MAX_WRONG) return 'too-many'
      wrong.push(clock.monotonic())
      return 'refused'
    },
  }
}
