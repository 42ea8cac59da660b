import { expect, test } from 'vitest'
import { createLimit } from './limit.ts'

test('a limit grants so many in any window of time, and again when the oldest has left it', () => {
  let now = 0
  const grant = createLimit(3, 60, () => now)
  const at = (time: number) => {
    now = time
    return grant()
  }
  expect([at(0), at(10), at(20), at(30), at(59)]).toEqual([true, true, true, false, false])
  expect([at(60), at(61), at(70), at(79), at(80)]).toEqual([true, false, true, false, true])
})
