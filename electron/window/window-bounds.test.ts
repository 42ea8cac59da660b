import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { boundsFor, MIN_SIZE } from './window-bounds.ts'

const primary = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }
const left = { x: -1440, y: 200, width: 1440, height: 900 }

test('the first window is in the middle of the primary display', () => {
  expect(boundsFor(null, [primary, right])).toEqual({ x: 320, y: 153, width: 1280, height: 800 })
})

test('the first window fits a display that is smaller than the default size', () => {
  const laptop = { x: 0, y: 0, width: 1024, height: 700 }
  expect(boundsFor(null, [laptop])).toEqual(laptop)
})

test.each([
  ['primary', { x: 100, y: 100, width: 1000, height: 700 }],
  ['right', { x: 2500, y: 300, width: 1600, height: 1000 }],
  ['left', { x: -1400, y: 220, width: 1000, height: 700 }],
])('a window that is wholly on the %s display stays as it was', (_, bounds) => {
  expect(boundsFor({ ...bounds, maximized: false }, [primary, right, left])).toEqual(bounds)
})

test('a window half off its display comes back in', () => {
  const stood = { x: 1500, y: 900, width: 1000, height: 700, maximized: false }
  expect(boundsFor(stood, [primary])).toEqual({ x: 920, y: 380, width: 1000, height: 700 })
})

test('a window whose display is gone opens in the middle of the primary one', () => {
  const stood = { x: 2500, y: 300, width: 1000, height: 700, maximized: true }
  expect(boundsFor(stood, [primary])).toEqual({ x: 460, y: 203, width: 1000, height: 700 })
})

const anywhere = fc.integer({ min: -100_000, max: 100_000 })
const area = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: MIN_SIZE.width, max: 8000 }),
  height: fc.integer({ min: MIN_SIZE.height, max: 5000 }),
})
const stood = fc.option(
  fc.record({ x: anywhere, y: anywhere, width: anywhere, height: anywhere, maximized: fc.boolean() }),
)

property.prop([stood, area, fc.array(area, { maxLength: 3 })], { seed: 45 })(
  'whatever was saved, the window is wholly on one display and not below its least size',
  (saved, first, others) => {
    const bounds = boundsFor(saved, [first, ...others])
    expect(bounds.width).toBeGreaterThanOrEqual(MIN_SIZE.width)
    expect(bounds.height).toBeGreaterThanOrEqual(MIN_SIZE.height)
    const inside = [first, ...others].some(
      (display) =>
        bounds.x >= display.x &&
        bounds.y >= display.y &&
        bounds.x + bounds.width <= display.x + display.width &&
        bounds.y + bounds.height <= display.y + display.height,
    )
    expect(inside).toBe(true)
  },
)
