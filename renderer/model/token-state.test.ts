import { expect, test } from 'vitest'
import { stepsLeft } from './clock/countdown.ts'
import { stateNow } from './token-state.ts'

const MINUTE = 60_000

test('the state follows the time between two snapshots', () => {
  const at = (remainingMs: number) => stateNow('live', stepsLeft({ remainingMs, receivedAt: 0 }, 5 * MINUTE, 0))
  expect(at(5 * MINUTE + 1)).toBe('live')
  expect(at(5 * MINUTE)).toBe('expiring')
  expect(at(1)).toBe('expiring')
  expect(at(0)).toBe('expired')
})

test('what is not alive stays what it is', () => {
  expect(stateNow('none', 0)).toBe('none')
  expect(stateNow('superseded', 7)).toBe('superseded')
})
