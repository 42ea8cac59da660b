import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { align, type Run } from './align.ts'

const seed = { seed: 20261125, numRuns: 500 }

/** What the runs make of `a`, where `same` and `added` lines come from `b`. */
function follow(a: string[], b: string[], runs: Run[]) {
  const kept: string[] = []
  const made: string[] = []
  let [atA, atB] = [0, 0]
  for (const { kind, count } of runs) {
    if (kind !== 'added') {
      if (kind === 'same') kept.push(...a.slice(atA, atA + count))
      atA += count
    }
    if (kind !== 'removed') {
      made.push(...b.slice(atB, atB + count))
      if (kind === 'same') expect(b.slice(atB, atB + count)).toEqual(a.slice(atA - count, atA))
      atB += count
    }
  }
  return { kept, made, atA, atB }
}

test('takes as little out and puts as little in as there is', () => {
  expect(align(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e'])).toEqual([
    { kind: 'same', count: 1 },
    { kind: 'removed', count: 1 },
    { kind: 'added', count: 1 },
    { kind: 'same', count: 2 },
    { kind: 'added', count: 1 },
  ])
  expect(align([], [])).toEqual([])
  expect(align(['a'], ['a'])).toEqual([{ kind: 'same', count: 1 }])
})

const lines = fc.array(fc.constantFrom('{', '}', 'a', 'b', 'c', 'd'), { maxLength: 40 })
property.prop([lines, lines], seed)('leads from the one to the other', (a, b) => {
  const { made, atA, atB } = follow(a, b, align(a, b))
  expect(made).toEqual(b)
  expect([atA, atB]).toEqual([a.length, b.length])
})

test('long texts with little in common end in bounded time, and what they share is still found', () => {
  const a = Array.from({ length: 60_000 }, (_, place) => (place % 3 === 0 ? `shared ${place}` : `left ${place}`))
  const b = Array.from({ length: 60_000 }, (_, place) => (place % 3 === 0 ? `shared ${place}` : `right ${place}`))
  const { kept, made } = follow(a, b, align(a, b))
  expect(made).toEqual(b)
  expect(kept).toHaveLength(20_000)
})

test('long texts of few different lines end too', () => {
  const a = Array.from({ length: 50_000 }, (_, place) => String((place * 7919) % 5))
  const b = Array.from({ length: 50_000 }, (_, place) => String((place * 104_729) % 7))
  expect(follow(a, b, align(a, b)).made).toEqual(b)
})
