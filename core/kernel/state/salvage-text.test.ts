import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { z } from 'zod'
import { defaultSettings, type Settings } from '#contract/settings.ts'
import { accountsSpec } from '#core/accounts/accounts.ts'
import { type Account, accountSchema } from '#core/model/account.ts'
import { settingsSpec } from '#core/settings/settings.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { salvageRecord } from './salvage-text.ts'
import { openState, type StateSpec } from './versioned-state.ts'

/** As a state file is written. */
const written = (data: unknown) => JSON.stringify({ version: 1, data }, undefined, '\t')

async function open<T>(spec: StateSpec<T>, text: string) {
  const files: TestFiles = new Map([[spec.name, text]])
  const codes: string[] = []
  const ports = createTestPorts({}, files)
  const state = await openState(spec, { ...ports, readOnly: false, notice: ({ code }) => void codes.push(code) })
  return { value: state.get(), codes, files }
}

const accounts: Account[] = Array.from({ length: 6 }, (_, index) => ({
  id: `id-${index}`,
  label: `青禾 {"${index}"}`,
  appId: `wx${index}`,
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: 'keep-alive',
  origin: index % 2 ? { kind: 'custom', url: 'https://a.example' } : { kind: 'official', host: 'api.weixin.qq.com' },
  proxy: { kind: 'socks5', host: '127.0.0.1', port: 1080, hasPassword: false },
  ipRefresh: 'daily',
}))

test.prop([fc.nat(), fc.integer({ min: 0, max: 7 })], { numRuns: 400, seed: 7 })(
  'a wrong bit in the accounts costs the account it is in, and no other',
  async (at, bit) => {
    const bytes = Buffer.from(written({ accounts }))
    const place = at % bytes.length
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
    const { value, codes } = await open(accountsSpec, bytes.toString('utf8'))
    if (codes[0] === 'state-newer') return
    const whole = accounts.filter((one) => value.accounts.some((read) => JSON.stringify(read) === JSON.stringify(one)))
    expect(whole.length).toBeGreaterThanOrEqual(accounts.length - 1)
    if (value.accounts.length < accounts.length) expect(codes).toEqual(['state-recovered'])
  },
)

test.each([
  ['never close', '{'.repeat(2_000_000)],
  ['all close at the end', '{'.repeat(60_000) + '}'.repeat(60_000)],
  ['close one by one', '{}'.repeat(200_000)],
  ['are closed by one', `${'{'.repeat(1_000_000)}}`],
])('brackets that %s do not keep the start', async (_, text) => {
  // Without a bound, each of these takes minutes at least.
  expect((await open(accountsSpec, text)).codes).toEqual(['state-set-aside'])
})

test.each([7, 'x', null, {}])('an account with %j in the place of a text costs itself', async (wrong) => {
  const text = written({ accounts: accounts.map((one, index) => (index === 2 ? { ...one, appId: wrong } : one)) })
  const { value, codes, files } = await open(accountsSpec, text)
  expect(value.accounts.map(({ id }) => id)).toEqual(
    wrong === 'x' ? accounts.map(({ id }) => id) : accounts.map(({ id }) => id).filter((id) => id !== 'id-2'),
  )
  if (wrong === 'x') return
  expect(codes).toEqual(['state-recovered'])
  const again = await open(accountsSpec, files.get('accounts') ?? '')
  expect([again.value, again.codes], 'and is not met again').toEqual([value, []])
})

test.prop([fc.nat(), fc.integer({ min: 0, max: 7 })], { numRuns: 200, seed: 8 })(
  'a wrong bit in the settings costs a setting',
  async (at, bit) => {
    const settings: Settings = { ...defaultSettings, timeoutSeconds: 33, theme: 'dark', maxExchanges: 500 }
    const bytes = Buffer.from(written(settings))
    const place = at % bytes.length
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
    const { value, codes } = await open(settingsSpec, bytes.toString('utf8'))
    if (codes[0] === 'state-newer') return
    const same = Object.entries(settings).filter(([key, one]) =>
      Object.entries(value).some(([k, v]) => k === key && v === one),
    )
    expect(same.length).toBeGreaterThanOrEqual(Object.keys(settings).length - 2)
  },
)

test('a record keeps the entries that are whole', () => {
  const text = written({ 'secret:1': 'YWJj', 'secret:2': 'YW"Jj', 'secret:3': 'eHl6' }).replace('\\"', '"')
  expect(salvageRecord(z.base64())(text)).toEqual({ value: { 'secret:1': 'YWJj', 'secret:3': 'eHl6' }, kept: 2 })
  expect(salvageRecord(z.base64())('')).toBeUndefined()
})

test('many beginnings without an end are looked at in no time that grows with their square', () => {
  let parses = 0
  const { parse } = JSON
  JSON.parse = (text: string) => {
    parses += 1
    return parse(text)
  }
  try {
    expect(accountsSpec.salvage?.('{'.repeat(20_000))).toBeUndefined()
    expect(accountsSpec.salvage?.('{}'.repeat(20_000))).toBeUndefined()
  } finally {
    JSON.parse = parse
  }
  expect(parses).toBeLessThan(60_000)
  expect(accountSchema.safeParse({}).success).toBe(false)
})

test('settings of far too many lines are read to a bound', async () => {
  const { value, codes } = await open(
    settingsSpec,
    `"theme": "dark",\n${'"language": "en",\n'.repeat(400_000)}"theme": "light",`,
  )
  expect([value.theme, codes]).toEqual(['dark', ['state-recovered']])
})
