import { describe, expect, test } from 'vitest'
import { errcodeKey } from '#contract/pure/explain/errcode-key.ts'
import { errcodeInfoOf } from '#contract/pure/explain/failure-info.ts'
import { texts } from '#i18n/index.ts'
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

  test.each([...errcodeKinds.keys()])('what is said of trying again fits what the console does on %i', (errcode) => {
    for (const endpoint of ['token', 'api'] as const) {
      const { again, who } = errcodeInfoOf(errcodeKey(errcode, endpoint))
      const { kind, retry } = classify(errcode, endpoint)
      if (endpoint === 'api') expect(again === 'new-token').toBe(kind === 'stale-token')
      if (retry === 'backoff') expect([who, again]).toEqual(['wechat', 'later'])
      // A limit passes by itself, or a person of the account confirms.
      if (retry === 'wait') expect(again === 'later' || who === 'admin').toBe(true)
      if (kind === 'program') expect([who, again]).toEqual(['you', 'after-change'])
      if (kind === 'account') expect(who).not.toBe('you')
    }
  })

  test.each([
    [-1, 'api', 'busy', 'backoff', 3, true],
    [-1000, 'token', 'busy', 'backoff', 1, true],
    [40001, 'api', 'stale-token', 'refetch', 0, false],
    [40001, 'token', 'config', 'never', 0, false],
    [40014, 'api', 'stale-token', 'refetch', 0, false],
    [42001, 'api', 'stale-token', 'refetch', 0, false],
    [40164, 'token', 'config', 'never', 0, false],
    [45011, 'token', 'wait', 'wait', 0, true],
    [45009, 'token', 'wait', 'wait', 0, false],
    [50002, 'api', 'account', 'never', 0, false],
    [41001, 'api', 'program', 'never', 0, false],
    [12345, 'api', 'unknown', 'never', 0, false],
  ] as const)(
    '%i at a %s endpoint: %s, %s, %i retries, passes: %s',
    (errcode, endpoint, kind, retry, retries, passes) => {
      expect(classify(errcode, endpoint)).toEqual({ kind, retry, retries, passes })
    },
  )

  test('an errcode that names something else of an object is unknown', () => {
    expect(errcodeKey(Number.NaN, 'api')).toBe('unknown')
  })
})
