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
  expect(inlineChange('aa', 'aaa').b).toEqual({ before: 'aa', own: 'a', after: '' })
})

test('a character of two units stays whole', () => {
  // Both begin with the same first unit.
  expect(inlineChange('\u{1F600}', '\u{1F601}').a).toEqual({ before: '', own: '\u{1F600}', after: '' })
})

property.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })], { seed: 20261125 })(
  'nothing of either line is lost, and the shared ends are shared',
  (a, b) => {
    const change = inlineChange(a, b)
    expect(change.a.before + change.a.own + change.a.after).toBe(a)
    expect(change.b.before + change.b.own + change.b.after).toBe(b)
    expect([change.a.before, change.a.after]).toEqual([change.b.before, change.b.after])
  },
)
