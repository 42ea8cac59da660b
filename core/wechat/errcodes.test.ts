import { describe, expect, test } from 'vitest'
import { errcodeKey } from '../../contract/pure/errcode-key.ts'
import { texts } from '../../contract/pure/texts/index.ts'
import { classify, errcodeKinds } from './errcodes.ts'

describe('the catalogue', () => {
  test.each([...errcodeKinds.keys()])('%i has its own words in both languages', (errcode) => {
    for (const endpoint of ['token', 'api'] as const) {
      const key = errcodeKey(errcode, endpoint)
      expect(key).not.toBe('unknown')
      for (const language of ['zh-CN', 'en'] as const) {
        for (const words of Object.values(texts[language].errcode[key])) expect(words.trim()).not.toBe('')
      }
    }
  })

  test('every text belongs to a code', () => {
    const keys = [...errcodeKinds.keys()].flatMap((errcode) => [
      errcodeKey(errcode, 'api'),
      errcodeKey(errcode, 'token'),
    ])
    expect(new Set([...keys, 'unknown'])).toEqual(new Set(Object.keys(texts['zh-CN'].errcode)))
  })

  test.each([
    [-1, 'api', 'busy', 'backoff', 3],
    [-1000, 'token', 'busy', 'backoff', 1],
    [40001, 'api', 'stale-token', 'refetch', 0],
    [40001, 'token', 'config', 'never', 0],
    [40014, 'api', 'stale-token', 'refetch', 0],
    [42001, 'api', 'stale-token', 'refetch', 0],
    [40164, 'token', 'config', 'never', 0],
    [45009, 'token', 'wait', 'wait', 0],
    [50002, 'api', 'account', 'never', 0],
    [41001, 'api', 'program', 'never', 0],
    [12345, 'api', 'unknown', 'never', 0],
  ] as const)('%i at a %s endpoint: %s, %s, %i retries', (errcode, endpoint, kind, retry, retries) => {
    expect(classify(errcode, endpoint)).toEqual({ kind, retry, retries })
  })

  test('an errcode that names something else of an object is unknown', () => {
    expect(errcodeKey(Number.NaN, 'api')).toBe('unknown')
  })
})
