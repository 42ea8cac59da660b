import { describe, expect, test } from 'vitest'
import type { ExchangeOutcome, ExchangeSummary } from '#contract/exchange.ts'
import { samples } from '#renderer/testing/samples.ts'
import { DELETED, type ExchangeFilter, endpointsOf, everything, isNarrowed, kept, searchable } from './filter.ts'

const NOW = new Date(2026, 0, 14, 14, 8, 37).getTime()
const HOUR_MS = 3_600_000

const exchange = (id: number, more: Partial<ExchangeSummary> = {}) =>
  samples.exchange(id, { startedAt: NOW - id, ...more })

const words = {
  outcome: (outcome: ExchangeOutcome) =>
    outcome.kind === 'errcode' ? String(outcome.errcode) : outcome.kind === 'problem' ? 'Reset' : outcome.kind,
  account: (id: string) => (id === 'a1' ? 'Qinghe Reading' : 'Deleted account'),
}
const isThere = (id: string) => id !== 'gone'

const keptIds = (exchanges: ExchangeSummary[], filter: Partial<ExchangeFilter>) =>
  kept(searchable(exchanges, words), { ...everything, ...filter }, { now: NOW, isThere }).map(({ id }) => id)

const reset: ExchangeOutcome = { kind: 'problem', code: 'connection-reset' }
const cancelled: ExchangeOutcome = { kind: 'problem', code: 'cancelled' }
const mixed = [
  exchange(9, { outcome: { kind: 'running' } }),
  exchange(8, { method: 'POST', path: '/cgi-bin/stable_token' }),
  exchange(7, { outcome: { kind: 'errcode', errcode: 40164 } }),
  exchange(6, { outcome: reset, accountId: 'gone' }),
  exchange(5, { outcome: cancelled, accountId: 'a2' }),
]

test('without a filter everything is kept, in its order', () => {
  expect(keptIds(mixed, {})).toEqual([9, 8, 7, 6, 5])
  expect(isNarrowed(everything)).toBe(false)
})

describe('a text', () => {
  test.each([
    ['stable_token', [8]],
    ['POST', [8]],
    ['40164', [7]],
    ['reset', [6, 5]],
    ['qinghe', [9, 8, 7]],
    ['api.weixin post', [8]],
    ['  get   40164 ', [7]],
    ['post 40164', []],
    ['', [9, 8, 7, 6, 5]],
    ['   ', [9, 8, 7, 6, 5]],
    ['[(*\\', []],
    ['\u0000', []],
    ['😀', []],
  ])('%j keeps %j', (text, ids) => {
    expect(keptIds(mixed, { text })).toEqual(ids)
  })

  test('of spaces alone narrows nothing', () => {
    expect(isNarrowed({ ...everything, text: '  ' })).toBe(false)
    expect(isNarrowed({ ...everything, text: ' a' })).toBe(true)
  })
})

describe('an outcome', () => {
  test.each([
    ['all', [9, 8, 7, 6, 5]],
    ['ok', [8]],
    ['failed', [7, 6]],
    ['errcode', [7]],
    ['network', [6]],
  ] as const)('%s keeps %j; what is running or was left did not fail', (outcome, ids) => {
    expect(keptIds(mixed, { outcome })).toEqual(ids)
  })
})

describe('a time', () => {
  const old = [
    exchange(5, { startedAt: NOW }),
    exchange(4, { startedAt: NOW - HOUR_MS }),
    exchange(3, { startedAt: NOW - HOUR_MS - 1 }),
    exchange(2, { startedAt: new Date(2026, 0, 13, 23, 59, 59).getTime() }),
    exchange(1, { startedAt: NOW - 7 * 24 * HOUR_MS - 1 }),
  ]
  test.each([
    ['all', [5, 4, 3, 2, 1]],
    ['hour', [5, 4]],
    ['today', [5, 4, 3]],
    ['week', [5, 4, 3, 2]],
  ] as const)('%s keeps %j', (time, ids) => {
    expect(keptIds(old, { time })).toEqual(ids)
  })
})

test('an account is chosen by id, and all that are gone together', () => {
  expect(keptIds(mixed, { account: 'a2' })).toEqual([5])
  expect(keptIds(mixed, { account: DELETED })).toEqual([6])
})

test('an endpoint is the whole path', () => {
  expect(keptIds(mixed, { endpoint: '/cgi-bin/stable_token' })).toEqual([8])
  expect(keptIds(mixed, { endpoint: '/cgi-bin' })).toEqual([])
})

test('the parts of a filter hold together', () => {
  expect(keptIds(mixed, { outcome: 'failed', account: 'a1', text: 'callback' })).toEqual([7])
})

test('the endpoints to choose from are those there are, and the chosen one', () => {
  expect(endpointsOf(mixed, '')).toEqual(['/cgi-bin/getcallbackip', '/cgi-bin/stable_token'])
  expect(endpointsOf([], '/cgi-bin/token')).toEqual(['/cgi-bin/token'])
})

test('a word is looked up once, however many rows have it', () => {
  const asked: string[] = []
  const outcome = ({ kind }: ExchangeOutcome) => {
    asked.push(kind)
    return kind
  }
  const many = Array.from({ length: 2_000 }, (_, id) => exchange(id, { outcome: id % 2 ? reset : { kind: 'ok' } }))
  searchable(many, { ...words, outcome })
  expect(asked).toEqual(['ok', 'problem'])
})
