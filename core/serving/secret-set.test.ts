import { expect, test } from 'vitest'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { createSecretSet, hideIn } from './secret-set.ts'
import { createHiddenSecrets } from './testing/hidden-secrets.ts'

test('a secret is found by itself alone, among others, until it is deleted', () => {
  const { hidden, hide } = createHiddenSecrets()
  const keys = createSecretSet<{ name: string }>(hide)
  const [one, other] = [{ name: 'one' }, { name: 'other' }]
  const [first, second] = [keys.issue(32, one), keys.issue(32, other)]
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(keys.find(first)).toBe(one)
  expect(keys.find(second)).toBe(other)
  for (const wrong of ['', first.slice(1), `${first}=`, first.toLowerCase() + first, first + second]) {
    expect(keys.find(wrong)).toBeUndefined()
  }
  expect(keys.all()).toEqual([one, other])
  expect(hidden).toEqual(new Set([first, second]))
  keys.delete(one)
  expect(keys.find(first)).toBeUndefined()
  expect(keys.find(second)).toBe(other)
  expect(hidden).toEqual(new Set([second]))
})

test('a secret of one set is none of another', () => {
  const sets = [createSecretSet(() => () => {}), createSecretSet(() => () => {})]
  const [first, second] = sets.map((set) => set.issue(32, {}))
  expect(sets[1]?.find(first ?? '')).toBeUndefined()
  expect(sets[0]?.find(second ?? '')).toBeUndefined()
})

test('each secret is hidden for as long as it is held', () => {
  const redactor = createRedactor()
  const keys = createSecretSet(hideIn(redactor))
  const facts = [{}, {}]
  const secrets = facts.map((one) => keys.issue(32, one))
  for (const secret of secrets) expect(redactor.text(`key ${secret}.`)).not.toContain(secret)
  const [first = {}] = facts
  keys.delete(first)
  expect(redactor.text(`key ${secrets[1]}.`)).not.toContain(secrets[1])
})
