import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { openListener } from '#core/serving/listener.ts'
import type { Refusal } from '#core/serving/loopback-guard.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createPageServer, type PageServerOptions } from '#webhost/pages/page-server.ts'
import { createSessions } from '#webhost/pages/sessions.ts'
import { createTickets } from '#webhost/pages/tickets.ts'

const hide = () => () => {}

/** The page's server on a port of its own; tickets and sessions live by a clock that stands still until told. */
export async function serveForTest(options: Pick<PageServerOptions, 'router' | 'pageFolder'>) {
  const clock = createFakeClock()
  const tickets = createTickets(clock, hide)
  const sessions = createSessions(clock, hide)
  const refusals: Refusal[] = []
  const failures: string[] = []
  const listener = await openListener({
    ...createPageServer({ ...options, tickets, sessions, onRefusal: (refusal) => refusals.push(refusal) }),
    port: { port: 0, orLater: false },
    clock: systemClock,
    log: { error: (message) => failures.push(message) },
  })
  return { ...listener, clock, tickets, sessions, refusals, failures }
}
