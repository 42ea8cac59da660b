import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { TICKET_LIFE_MS } from '#contract/pure/host/webhost.ts'
import { createHiddenSecrets } from '#core/serving/testing/hidden-secrets.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createTickets } from './tickets.ts'

function setup() {
  const clock = createFakeClock()
  const { hidden, hide } = createHiddenSecrets()
  return { clock, hidden, tickets: createTickets(clock, hide) }
}

test('a ticket works once, and is hidden from the log until then', () => {
  const { tickets, hidden } = setup()
  const { ticket, remainingMs } = tickets.issue()
  expect(ticket).toMatch(/^[\w-]{43}$/)
  expect(remainingMs).toBe(TICKET_LIFE_MS)
  expect(hidden).toEqual(new Set([ticket]))
  expect(tickets.redeem(ticket)).toBe('accepted')
  expect(tickets.redeem(ticket)).toBe('refused')
  expect(hidden.size).toBe(0)
})

test('it is void after ten minutes by either clock', async () => {
  const { tickets, clock, hidden } = setup()
  const [first, second, third] = [tickets.issue(), tickets.issue(), tickets.issue()]
  await clock.advance(TICKET_LIFE_MS - 1)
  expect(tickets.redeem(first.ticket)).toBe('accepted')
  await clock.advance(1)
  expect(tickets.redeem(second.ticket)).toBe('refused')
  const fourth = tickets.issue()
  // Asleep, or set back: what was issued lives no longer for it.
  clock.jumpWall(TICKET_LIFE_MS)
  expect(tickets.redeem(fourth.ticket)).toBe('refused')
  expect(tickets.redeem(third.ticket)).toBe('refused')
  const fifth = tickets.issue()
  clock.jumpWall(-TICKET_LIFE_MS)
  await clock.advance(TICKET_LIFE_MS)
  expect(tickets.redeem(fifth.ticket)).toBe('refused')
  expect(hidden.size).toBe(0)
})

test('several are good at a time, and not many', () => {
  const { tickets, hidden } = setup()
  const issued = Array.from({ length: 20 }, () => tickets.issue().ticket)
  expect(hidden.size).toBe(8)
  expect(issued.map((ticket) => tickets.redeem(ticket)).filter((outcome) => outcome === 'accepted')).toHaveLength(8)
  expect(tickets.redeem(issued.at(-1) ?? '')).toBe('refused')
})

test('guesses are counted, and keep nobody out who has a ticket', async () => {
  const { tickets, clock } = setup()
  const { ticket } = tickets.issue()
  const guesses = Array.from({ length: 1_000 }, (_, n) => tickets.redeem(`guess ${n}`))
  expect(guesses.filter((outcome) => outcome === 'refused')).toHaveLength(30)
  expect(guesses.at(-1)).toBe('too-many')
  expect(tickets.redeem(ticket)).toBe('accepted')
  await clock.advance(60_000)
  expect(tickets.redeem('guess')).toBe('refused')
})

property.prop([fc.string(), fc.nat(42)], { seed: 8 })('nothing but a ticket is one', (text, at) => {
  const { tickets } = setup()
  const { ticket } = tickets.issue()
  for (const wrong of [text, ticket.slice(0, at), `${ticket}${text || '='}`, ticket.toUpperCase() + text]) {
    expect(tickets.redeem(wrong)).not.toBe('accepted')
  }
  expect(tickets.redeem(ticket)).toBe('accepted')
})
