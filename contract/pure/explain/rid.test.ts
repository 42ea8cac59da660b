import { test as property } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRid, RID_FINDABLE_MS, readRid } from './rid.ts'

const SECOND = 1000
const hex8 = (value: number) => value.toString(16).padStart(8, '0')
const word = fc.nat(0xffffffff).map(hex8)
const seconds = fc.nat(0xffffffff)
const rid = fc.tuple(word, word, word).map((words) => words.join('-'))

test('one that was seen is as old as the Date of its reply says', () => {
  const date = Date.parse('Tue, 08 Aug 2023 08:56:10 GMT')
  expect(readRid('64d20329-254dc72d-4b59c863', date)).toMatchObject({ ageMs: SECOND, state: 'findable' })
})

describe('for any request id', () => {
  property.prop([seconds, word, word])('its time is its first eight digits', (at, middle, last) => {
    expect(readRid(`${hex8(at)}-${middle}-${last}`, 0)?.at).toBe(at * SECOND)
  })

  property.prop([rid, fc.nat(0xffffffff * SECOND)])(
    'it can be found for seven days, and not a moment longer',
    (one, now) => {
      const facts = readRid(one, now)
      expect(facts?.findableUntil).toBe((facts?.at ?? 0) + RID_FINDABLE_MS)
      expect(readRid(one, (facts?.findableUntil ?? 0) - 1)?.state).toBe('findable')
      expect(readRid(one, facts?.findableUntil ?? 0)?.state).toBe('too-old')
      expect(facts?.ageMs).toBe(Math.max(0, now - (facts?.at ?? 0)))
    },
  )

  property.prop([rid, fc.string(), fc.string()])('it is found in what was pasted around it', (one, before, after) => {
    const clear = (text: string) => text.replace(/[0-9a-f-]/gi, '')
    expect(findRid(`${clear(before)} rid: ${one}${clear(after)}`)).toBe(one)
  })
})

test('one of a clock that runs ahead is not taken for a young one', () => {
  const at = 0x64d20329 * SECOND
  expect(readRid('64d20329-254dc72d-4b59c863', at - 9 * 60_000)).toMatchObject({ state: 'findable', ageMs: 0 })
  expect(readRid('64d20329-254dc72d-4b59c863', at - 11 * 60_000)?.state).toBe('not-yet')
})

test.each([
  '',
  'rid',
  '64d20329-254dc72d',
  '64d20329-254dc72d-4b59c863-00',
  '64d20329-254dc72d-4b59c8630',
  '64d2032g-254dc72d-4b59c863',
])('%j is no request id', (text) => {
  expect(readRid(text, 0)).toBeUndefined()
})

test('the first of several is taken, upper case or not', () => {
  expect(findRid('rid: 64D20329-254DC72D-4B59C863, rid: 61725984-6126f6f9-040f19c4')).toBe('64d20329-254dc72d-4b59c863')
})
