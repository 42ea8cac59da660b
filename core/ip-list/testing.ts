import { fc } from '@fast-check/vitest'

const octet = fc.integer({ min: 0, max: 255 })

/** Inside 10.0.0.0/22 and a /24 at most, so that overlaps are many and counting one by one stays small. */
export const entry4 = fc
  .tuple(fc.integer({ min: 0, max: 2 }), octet, fc.option(fc.integer({ min: 24, max: 32 })))
  .map(([third, last, prefix]) => `10.0.${third}.${last}${prefix === null ? '' : `/${prefix}`}`)

/** In one /118, with what counting one by one allows. */
export const entry6 = fc
  .tuple(fc.integer({ min: 0, max: 0x3ff }), fc.option(fc.integer({ min: 120, max: 128 })))
  .map(([last, prefix]) => `2402:4e00::${last.toString(16)}${prefix === null ? '' : `/${prefix}`}`)

export const anyEntry = fc.oneof(entry4, entry6, fc.string(), fc.ipV4(), fc.ipV6())

/** Like a list of WeChat's, only long: single addresses and segments in no order. The same seed gives the same list. */
export function longList(count: number, seed: number): string[] {
  const list: string[] = []
  let state = seed >>> 0
  // A linear congruential generator of full period: no address comes twice within 2^32.
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  while (list.length < count) {
    const address = next()
    const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255)
    list.push(address % 5 === 0 ? `${bytes.slice(0, 3).join('.')}.0/24` : bytes.join('.'))
  }
  return list
}
