import { expect, test } from 'vitest'
import { radialPath } from './radial-path.ts'

test('12 o’clock is up and time runs clockwise', () => {
  expect(radialPath(0, 100, 120)).toBe('M128.00 28.00L128.00 8.00')
  expect(radialPath(90, 100, 120)).toBe('M228.00 128.00L248.00 128.00')
})
