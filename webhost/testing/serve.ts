import { createFakeClock } from '#core/testing/fake-clock.ts'
import { LOOPBACK, listen } from '#webhost/listen.ts'
import { createHttp, type HttpOptions } from '#webhost/pages/http.ts'
import { createSessions } from '#webhost/pages/sessions.ts'
import { createTickets } from '#webhost/pages/tickets.ts'
import { createBoundedServer } from '#webhost/server.ts'

const hold = () => () => {}

/** The webhost's HTTP side on a port of its own, with a clock that stands still until told. */
export async function serveForTest(options: Pick<HttpOptions, 'router' | 'pageFolder'>) {
  const clock = createFakeClock()
  const tickets = createTickets(clock, hold)
  const sessions = createSessions(clock, hold)
  const refusals: { status: number; reason: string }[] = []
  const failures: string[] = []
  const { server, serve, trust } = createBoundedServer()
  serve(
    createHttp({
      ...options,
      tickets,
      sessions,
      trust,
      refused: (status, reason) => refusals.push({ status, reason }),
      log: { error: (message) => failures.push(message) },
    }),
  )
  const port = await listen(server, { port: 0, orLater: false })
  return { server, port, origin: `http://${LOOPBACK}:${port}`, clock, tickets, sessions, refusals, failures }
}
