import { expect, test, vi } from 'vitest'
import type { RenewalView, TokenView } from '#contract/token.ts'
import { createReminders } from './reminder.ts'

const MINUTE = 60_000
const off: RenewalView = { mode: 'off', state: 'off' }

const view = (minutesLeft: number, more: object = {}) =>
  ({
    accountId: 'a1',
    state: minutesLeft > 5 ? 'live' : 'expiring',
    tokenSource: { kind: 'wechat', family: 'stable' },
    hash: 'aaaaaa',
    life: { remainingMs: minutesLeft * MINUTE, lifetimeMs: 120 * MINUTE, expiresAt: 0 },
    renewal: off,
    ...more,
  }) as TokenView

function setup(minutes = 10, told: string[] = []) {
  const remind = vi.fn<(view: TokenView, minutes: number) => void>()
  let current = { told }
  const set = vi.fn((next: { told: string[] }) => {
    current = next
  })
  const reminders = createReminders({ state: { get: () => current, set }, minutes: () => minutes, remind })
  return {
    set,
    told: () => current.told,
    ...reminders,
    reminded: () => remind.mock.calls.map(([{ accountId }, left]) => [accountId, left]),
  }
}

test('it reminds once per token, however many accounts share it', () => {
  const { check, reminded } = setup()
  check([view(10.1)])
  expect(reminded()).toEqual([])
  check([view(9.9), view(9.9, { accountId: 'a2' })])
  check([view(4)])
  expect(reminded()).toEqual([['a1', 10]])
  check([view(3, { hash: 'bbbbbb' })])
  expect(reminded()).toEqual([
    ['a1', 10],
    ['a1', 3],
  ])
})

test('a restart does not say it again, a token that is gone is forgotten, and nothing is written without news', () => {
  const first = setup()
  first.check([view(4)])
  expect(first.told()).toEqual(['stable:aaaaaa'])
  const second = setup(10, first.told())
  second.check([view(3)])
  second.check([view(2)])
  expect(second.reminded()).toEqual([])
  expect(second.set).not.toHaveBeenCalled()
  second.check([view(30, { hash: 'bbbbbb' })])
  expect(second.told()).toEqual([])
})

test.each([
  ['it is switched off', 0, view(1)],
  ['the token has ended', 10, view(0, { state: 'expired' })],
  ['the token is superseded', 10, view(3, { state: 'superseded' })],
  ['nobody knows when it ends', 10, view(0, { state: 'live', life: undefined })],
  ['keep-alive is at work', 10, view(3, { renewal: { mode: 'keep-alive', state: 'waiting', nextInMs: 5 } })],
])('it is silent when %s', (_, minutes, one) => {
  const { check, reminded } = setup(minutes)
  check([one])
  expect(reminded()).toEqual([])
})

test.each(['retrying', 'stopped'] as const)('a renewal that is %s is no reason to be silent', (state) => {
  const { check, reminded } = setup()
  check([view(3, { renewal: { mode: 'keep-alive', state } })])
  expect(reminded()).toHaveLength(1)
})
