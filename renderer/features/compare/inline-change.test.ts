import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { inlineChange } from './inline-change.ts'

test('of two lines one stretch of each is its own', () => {
  expect(inlineChange('Date: Mon, 1', 'Date: Tue, 1')).toEqual({
    a: { before: 'Date: ', own: 'Mon', after: ', 1' },
    b: { before: 'Date: ', own: 'Tue', after: ', 1' },
  })
})

test('what one has more of is not counted twice', () => {
  expect(inlineChange('aa', 'aaa')?.b).toEqual({ before: 'aa', own: 'a', after: '' })
})

test('a character of two units stays whole', () => {
  // Both begin with the same first unit.
  expect(inlineChange('a\u{1F600}', 'a\u{1F601}')?.a).toEqual({ before: 'a', own: '\u{1F600}', after: '' })
})

test('lines with little in common are not marked inside', () => {
  expect(inlineChange('  "access_token": 1,', '  "ip_list": [')).toBeUndefined()
})

const text = fc.string({ unit: 'binary' })
property.prop([text, text, text, text], { seed: 20261125 })(
  'nothing of either line is lost, and the shared ends are shared',
  (before, left, right, after) => {
    const [a, b] = [`shared${before}${left}${after}`, `shared${before}${right}${after}`]
    const change = inlineChange(a, b)
    fc.pre(change !== undefined)
    expect(change?.a && Object.values(change.a).join('')).toBe(a)
    expect(change?.b && Object.values(change.b).join('')).toBe(b)
    expect([change?.a.before, change?.a.after]).toEqual([change?.b.before, change?.b.after])
  },
)
