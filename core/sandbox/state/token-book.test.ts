import { test as withProps } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshState } from './state.ts'
import { type Family, TokenBook } from './token-book.ts'

const appId = 'wx0123456789abcdef'
const start = Date.UTC(2026, 10, 23, 4)
const second = 1000
const minute = 60 * second

function open() {
  return new TokenBook(freshState(), () => {})
}

describe('classic', () => {
  test('each fetch gives a new token and leaves the one before five minutes', () => {
    const book = open()
    const first = book.fetchClassic(appId, start)
    const next = book.fetchClassic(appId, start + minute)

    expect(next.token).not.toBe(first.token)
    expect([first.expiresIn, next.expiresIn]).toEqual([7200, 7200])
    expect(book.standing(first.token, start + 6 * minute - 1)).toBe('valid')
    expect(book.standing(first.token, start + 6 * minute)).toBe('superseded')
    expect(book.standing(next.token, start + 6 * minute)).toBe('valid')
  })

  test('a third fetch drops the first at once', () => {
    const book = open()
    const [first, next, third] = [0, 1, 2].map((index) => book.fetchClassic(appId, start + index).token)

    expect([first, next, third].map((token) => book.standing(token ?? '', start + 2))).toEqual([
      'superseded',
      'valid',
      'valid',
    ])
  })

  test('the overlap does not outlast the token itself', () => {
    const book = open()
    const { token } = book.fetchClassic(appId, start)
    book.fetchClassic(appId, start + 119 * minute)

    expect(book.standing(token, start + 120 * minute - 1)).toBe('valid')
    expect(book.standing(token, start + 120 * minute)).toBe('expired')
  })
})

describe('stable', () => {
  test.each([
    { after: 0, same: true, expiresIn: 7200 },
    { after: 30 * minute, same: true, expiresIn: 5400 },
    { after: 115 * minute - 1, same: true, expiresIn: 300 },
    { after: 115 * minute, same: false, expiresIn: 7200 },
    { after: 500 * minute, same: false, expiresIn: 7200 },
  ])('asked again after $after ms: same token $same, $expiresIn s', ({ after, same, expiresIn }) => {
    const book = open()
    const first = book.fetchStable(appId, start)
    const again = book.fetchStable(appId, start + after)

    expect(again.token === first.token).toBe(same)
    expect(again.expiresIn).toBe(expiresIn)
  })

  test('across the renewal both tokens are good', () => {
    const book = open()
    const renewal = start + 115 * minute
    const first = book.fetchStable(appId, start).token
    const renewed = book.fetchStable(appId, renewal).token

    expect(book.standing(first, renewal + 5 * minute - 1)).toBe('valid')
    expect(book.standing(renewed, renewal)).toBe('valid')
    expect(book.standing(first, renewal + 5 * minute)).toBe('expired')
  })

  test('a forced refresh within 30 s of the last changes nothing', () => {
    const book = open()
    const first = book.forceStable(appId, start)

    expect(book.forceStable(appId, start + 30 * second - 1)?.token).toBe(first?.token)
    expect(book.forceStable(appId, start + 30 * second)?.token).not.toBe(first?.token)
  })

  test('two forced refreshes kill a leaked token at once', () => {
    const book = open()
    const leaked = book.fetchStable(appId, start).token
    book.forceStable(appId, start + minute)
    expect(book.standing(leaked, start + minute)).toBe('valid')
    book.forceStable(appId, start + 2 * minute)
    expect(book.standing(leaked, start + 2 * minute)).toBe('superseded')
  })

  test('the twenty-first forced refresh of a day in Beijing is refused', () => {
    const book = open()
    const midnight = Date.UTC(2026, 10, 23, 16)
    for (let count = 21; count > 1; count--) {
      expect(book.forceStable(appId, midnight - count * minute)).toBeDefined()
    }

    expect(book.forceStable(appId, midnight - 1)).toBeUndefined()
    expect(book.fetchStable(appId, midnight - 1).expiresIn).toBeGreaterThan(300)
    expect(book.forceStable(appId, midnight)).toBeDefined()
  })
})

test('superseding takes the overlap away', () => {
  const book = open()
  const held = book.fetchStable(appId, start).token
  book.supersede(held, start + second)

  expect(book.standing(held, start + second)).toBe('superseded')
  expect(book.standing(book.fetchStable(appId, start + second).token, start + second)).toBe('valid')
})

test('expiring ends a token now, whatever it had left', () => {
  const book = open()
  const held = book.fetchStable(appId, start).token
  book.expire(held, start + second)

  expect(book.standing(held, start + second)).toBe('expired')
  const next = book.fetchStable(appId, start + second)
  expect(next).toMatchObject({ expiresIn: 7200 })
  expect(book.standing(next.token, start + second)).toBe('valid')
  expect(book.standing(held, start + second)).toBe('expired')
})

test('a token that was never handed out, or of another AppID, is told apart', () => {
  const book = open()
  const one = book.fetchClassic(appId, start).token
  const other = book.fetchClassic('wxfedcba9876543210', start).token

  expect(book.standing('92_unknown', start)).toBe('unknown')
  expect(other).not.toBe(one)
  expect(book.standing(one, start)).toBe('valid')
})

type Step = { family: Family; force: boolean; wait: number }
const steps = fc.array(
  fc.record({
    family: fc.constantFrom<Family>('classic', 'stable'),
    force: fc.boolean(),
    wait: fc.integer({ min: 0, max: 9000 * second }),
  }),
  { maxLength: 60 },
)

function run(book: TokenBook, { family, force }: Step, now: number): string | undefined {
  if (family === 'classic') return book.fetchClassic(appId, now).token
  return (force ? book.forceStable(appId, now) : book.fetchStable(appId, now))?.token
}

withProps.prop([steps], { seed: 7 })('what was just handed out is good, and at most two of a family are', (taken) => {
  const book = open()
  const tokens = { classic: new Set<string>(), stable: new Set<string>() }
  let now = start
  for (const step of taken) {
    now += step.wait
    const token = run(book, step, now)
    if (token === undefined) continue
    tokens[step.family].add(token)
    expect(book.standing(token, now)).toBe('valid')
    for (const family of [tokens.classic, tokens.stable]) {
      expect([...family].filter((each) => book.standing(each, now) === 'valid').length).toBeLessThanOrEqual(2)
    }
  }
})

withProps.prop([steps], { seed: 11 })('the families never disturb each other', (taken) => {
  const [both, alone] = [new TokenBook(freshState(), () => {}), new TokenBook(freshState(), () => {})]
  let now = start
  for (const step of taken) {
    now += step.wait
    const token = run(both, step, now)
    if (step.family !== 'stable') continue
    const counterpart = run(alone, step, now)
    expect(token === undefined).toBe(counterpart === undefined)
    expect(both.fetchStable(appId, now).expiresIn).toBe(alone.fetchStable(appId, now).expiresIn)
  }
})

withProps.prop([steps], { seed: 13 })('a book opened on a saved state judges every token as before', (taken) => {
  const state = freshState()
  const book = new TokenBook(state, () => {})
  const tokens: string[] = []
  let now = start
  for (const step of taken) {
    now += step.wait
    tokens.push(run(book, step, now) ?? '')
  }
  const reopened = new TokenBook(JSON.parse(JSON.stringify(state)), () => {})
  expect(tokens.map((token) => reopened.standing(token, now))).toEqual(tokens.map((token) => book.standing(token, now)))
})
