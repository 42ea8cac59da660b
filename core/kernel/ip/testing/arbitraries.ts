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
