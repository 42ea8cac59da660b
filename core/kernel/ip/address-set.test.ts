import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type AddressSet, blocksOf, minus, roundedTo24, spellBlock, unionOf } from './address-set.ts'
import { parseIpList } from './ip-entry.ts'
import { countOf } from './range.ts'
import { entry4, entry6 } from './testing/arbitraries.ts'
import { longList } from './testing/long-list.ts'

const setOf = (entries: string[]) => parseIpList(entries).addresses
const spelled = (set: AddressSet) => blocksOf(set).map(spellBlock)

/** Every address, one by one: what the sets must agree with. */
const members = (set: AddressSet) => {
  const all = new Set<string>()
  for (const { family, first, last } of set) for (let at = first; at <= last; at++) all.add(`${family} ${at}`)
  return all
}
const list = fc.array(fc.oneof(entry4, entry6), { maxLength: 12 })

test.each([
  [['1.2.3.0/25', '1.2.3.128/25'], ['1.2.3.0/24']],
  [
    ['1.2.3.4', '1.2.3.5', '1.2.3.6'],
    ['1.2.3.4/31', '1.2.3.6'],
  ],
  [['10.0.0.0/8', '10.1.2.3'], ['10.0.0.0/8']],
  [['0.0.0.0/0', '255.255.255.255'], ['0.0.0.0/0']],
  [
    ['255.255.255.254', '255.255.255.255', '0.0.0.0'],
    ['0.0.0.0', '255.255.255.254/31'],
  ],
  [
    ['::/0', '1.2.3.4'],
    ['1.2.3.4', '::/0'],
  ],
  [['2402:4e00::/33', '2402:4e00:8000::/33'], ['2402:4e00::/32']],
  [
    ['::', 'ffff::'],
    ['::', 'ffff::'],
  ],
  [[], []],
])('%j is covered by %j', (entries, blocks) => {
  expect(spelled(setOf(entries))).toEqual(blocks)
})

describe('the cover', () => {
  test.prop([list], { seed: 11 })('is exactly the set', (entries) => {
    const set = setOf(entries)
    expect(members(setOf(spelled(set)))).toEqual(members(set))
  })

  test.prop([list], { seed: 12 })(
    'has no two blocks that meet, and none that a wider one could take the place of',
    (entries) => {
      const set = setOf(entries)
      const blocks = blocksOf(set)
      const all = members(set)
      for (const { family, first, prefix } of blocks) {
        const size = 1n << BigInt((family === 4 ? 32 : 128) - prefix)
        expect(first % size).toBe(0n)
        // Its parent network is never wholly in the set, or that would be the block.
        const parent = first - (first % (size * 2n))
        const inside = Array.from({ length: Number(size * 2n) }, (_, index) =>
          all.has(`${family} ${parent + BigInt(index)}`),
        )
        expect(inside.every(Boolean)).toBe(false)
      }
      expect(blocks.reduce((sum, block) => sum + countOf(setOf([spellBlock(block)])), 0)).toBe(all.size)
    },
  )

  test('of a long list is exact, too', () => {
    const set = setOf(longList(100_000, 5))
    expect(setOf(spelled(set))).toEqual(set)
  })
})

describe('the difference', () => {
  test.prop([list, list], { seed: 13 })('is what a set of single addresses says', (a, b) => {
    const [from, taken] = [members(setOf(a)), members(setOf(b))]
    expect(members(minus(setOf(a), setOf(b)))).toEqual(new Set([...from].filter((address) => !taken.has(address))))
  })

  test.prop([list, list], { seed: 14 })('applied to the old list gives the new one', (before, after) => {
    const [old, current] = [setOf(before), setOf(after)]
    const kept = minus(old, minus(old, current))
    expect(unionOf([...kept, ...minus(current, old)])).toEqual(current)
  })
})

describe('rounding to /24', () => {
  test.prop([list], { seed: 15 })('covers the set, with nothing smaller and no IPv6 changed', (entries) => {
    const set = setOf(entries)
    const rounded = roundedTo24(set)
    expect(minus(set, rounded)).toEqual([])
    const wide = blocksOf(rounded)
    expect(wide.every(({ family, prefix }) => family === 6 || prefix <= 24)).toBe(true)
    expect(rounded.filter(({ family }) => family === 6)).toEqual(set.filter(({ family }) => family === 6))
    const touched = new Set(
      [...members(set)].filter((text) => text.startsWith('4')).map((text) => BigInt(text.slice(2)) >> 8n),
    )
    expect(countOf(rounded.filter(({ family }) => family === 4))).toBe(touched.size * 256)
  })
})
