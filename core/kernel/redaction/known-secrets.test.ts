import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from './create-redactor.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { markerFor } from './marker.ts'

const hour = 3600_000

function setup() {
  let now = 0
  const secrets = createKnownSecrets({ monotonic: () => now })
  const pass = (ms: number) => {
    now += ms
  }
  return { secrets, pass }
}

describe('held secrets', () => {
  const secret = fc.integer({ min: 0, max: 40 }).map((at) => `secret-${at}`)
  const owner = fc.constantFrom('a', 'b', 'c', 'exchange 1')
  const step = fc.oneof(
    fc.tuple(fc.constant('hold' as const), owner, fc.array(secret, { maxLength: 3 })),
    fc.tuple(fc.constant('release' as const), owner, fc.constant([])),
    fc.tuple(fc.constant('learn' as const), owner, fc.array(secret, { maxLength: 3 })),
    fc.tuple(fc.constant('flood' as const), owner, fc.constant([])),
    fc.tuple(fc.constant('wait' as const), owner, fc.constant([])),
  )

  property.prop([fc.array(step, { maxLength: 40 })], { seed: 20261127, numRuns: 500 })(
    'are known for as long as anybody holds them, whatever is learnt meanwhile',
    (steps) => {
      const { secrets, pass } = setup()
      const held = new Map<string, string[]>()
      let flooded = 0
      for (const [what, by, some] of steps) {
        if (what === 'hold') {
          secrets.hold(by, some)
          held.set(by, some)
        }
        if (what === 'release') {
          secrets.release(by)
          held.delete(by)
        }
        if (what === 'learn') for (const one of some) secrets.learn(one)
        if (what === 'flood') for (let at = 0; at < 300; at++) secrets.learn(`flood-${flooded++}`)
        if (what === 'wait') pass(25 * hour)
        const all = secrets.all()
        expect(new Set(all).size).toBe(all.length)
        expect(all).toEqual(expect.arrayContaining([...held.values()].flat()))
        expect(all.length).toBeLessThanOrEqual(256 + new Set([...held.values()].flat()).size)
      }
    },
  )

  test('the redactor hides one whatever number of others it meets', () => {
    const redactor = createRedactor()
    redactor.hold('account', 'the-held-one')
    for (let at = 0; at < 1000; at++) redactor.learn(`learnt-value-${at}`)
    expect(redactor.text('the-held-one').text).toBe(markerFor('the-held-one'))
  })
})

describe('learnt secrets', () => {
  test('what was released is known for a day more', () => {
    const { secrets, pass } = setup()
    secrets.hold('account', ['old'])
    secrets.hold('account', ['new'])
    pass(23 * hour)
    expect(secrets.all()).toEqual(['new', 'old'])
    pass(2 * hour)
    expect(secrets.all()).toEqual(['new'])
    secrets.release('account')
    expect(secrets.all()).toEqual(['new'])
  })

  test('of two holders one may let go', () => {
    const { secrets, pass } = setup()
    secrets.hold('a', ['shared'])
    secrets.hold('b', ['shared'])
    secrets.release('a')
    pass(25 * hour)
    expect(secrets.all()).toEqual(['shared'])
  })

  test('the oldest goes first, and one that is met again is not old', () => {
    const { secrets } = setup()
    for (let at = 0; at < 256; at++) secrets.learn(`value-${at}`)
    secrets.learn('value-0')
    secrets.learn('one more')
    expect(secrets.all()).toContain('value-0')
    expect(secrets.all()).not.toContain('value-1')
    expect(secrets.all()).toHaveLength(256)
  })
})

test('a text in which there was nothing is looked through again when another secret is known', () => {
  const redactor = createRedactor()
  const text = 'GET /cgi-bin/a-secret-of-somebody'
  expect(redactor.text(text)).toEqual({ text, redactions: 0 })
  expect(redactor.text(text)).toEqual({ text, redactions: 0 })
  redactor.learn('a-secret-of-somebody')
  expect(redactor.text(text)).toEqual({ text: `GET /cgi-bin/${markerFor('a-secret-of-somebody')}`, redactions: 1 })
})
