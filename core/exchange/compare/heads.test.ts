import { expect, test } from 'vitest'
import type { Headers } from '#contract/exchange.ts'
import { compareHeaders } from './heads.ts'

const compare = (a: Headers, b: Headers) => compareHeaders('response-headers', a, b)

test('headers meet by name, whatever their order, which is shown', () => {
  const { rows, differences, reordered } = compare(
    [
      ['Date', 'Mon'],
      ['Content-Type', 'application/json'],
      ['Logicret', '0'],
    ],
    [
      ['Content-Type', 'application/json'],
      ['Date', 'Tue'],
      ['Retry-After', '1'],
    ],
  )
  expect(rows).toEqual([
    { kind: 'changed', a: { at: 1, text: 'Date: Mon' }, b: { at: 2, text: 'Date: Tue' } },
    { kind: 'added', b: { at: 3, text: 'Retry-After: 1' } },
    {
      kind: 'same',
      a: { at: 2, text: 'Content-Type: application/json' },
      b: { at: 1, text: 'Content-Type: application/json' },
    },
    { kind: 'removed', a: { at: 3, text: 'Logicret: 0' } },
  ])
  expect(differences).toBe(3)
  expect(reordered).toBe(true)
})

test('repeated ones meet in their order, and a name that is spelled otherwise is a difference', () => {
  const { rows, reordered } = compare(
    [
      ['Set-Cookie', 'a'],
      ['set-cookie', 'b'],
    ],
    [
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
      ['Set-Cookie', 'c'],
    ],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['same', 'changed', 'added'])
  expect(reordered).toBeUndefined()
})

test('of two heads with the same headers nothing differs', () => {
  expect(compare([['Date', 'Mon']], [['Date', 'Mon']])).toMatchObject({ differences: 0, leftOut: 0 })
})
