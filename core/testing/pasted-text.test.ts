import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import {
  checkAppId,
  checkAppSecret,
  checkToken,
  cleanCredential,
  findCredentials,
} from '#contract/pure/credentials/credential-shapes.ts'
import { maskSecrets } from '#contract/pure/explain/mask.ts'
import { recognise } from '#contract/pure/explain/recognise.ts'
import { findRid, readRid } from '#contract/pure/explain/rid.ts'
import { jsonLexemes } from '#contract/pure/json/json-lexemes.ts'
import { checkOrigin } from '#contract/pure/net/origin.ts'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import { checkRequest, costOf, MAX_REQUEST_BODY } from '#contract/pure/request/request.ts'
import { draftFrom } from '#contract/pure/request/request-draft.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { countWork } from './work/count-work.ts'

/** All code that reads pasted text, in the page and in core. */
const readers: Record<string, (text: string) => unknown> = {
  cleanCredential,
  checkAppId,
  checkAppSecret,
  checkToken,
  findCredentials,
  maskSecrets,
  recognise,
  findRid,
  readRid: (text) => readRid(text, 0),
  checkOrigin,
  checkProxy,
  'checkRequest, as a path': (target) => checkRequest({ method: 'GET', target, body: '', attachToken: true }),
  'checkRequest, as a body': (body) => checkRequest({ method: 'POST', target: '/cgi-bin/a', body, attachToken: true }),
  'costOf, as a path': (target) => costOf({ target, body: '' }),
  'costOf, as a body': (body) => costOf({ target: '/cgi-bin/stable_token', body }),
  'draftFrom, as a path': (target) => draftFrom({ method: 'GET', target, body: '' }),
  'draftFrom, as a body': (body) => draftFrom({ method: 'POST', target: '/', body }),
  jsonLexemes,
  shownText: (text) => shownText(text),
}

/** Most steps per character: some thirty patterns, each a few times. Quadratic work is far above. */
const STEPS_EACH = 250

const MEGABYTE = 1_000_000
/** Characters enough for quadratic work to exceed the limit. */
const LONG = 2_000
const filled = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/** Characters that patterns begin with, stop at, or loop over. */
const pieces = [
  ...['a', '1', '_', '-', ' ', '\n', '\t', '"', "'", '\\', '/', '%', '%25', '%2', '&', '?', '@', ':', '.', ',', ';'],
  ...[
    '=',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '：',
    '密钥',
    '中',
    '\u200b',
    '\u202e',
    '\ud800',
    '\u0301',
    '$WX_',
    '::',
    '1.',
  ],
  ...[
    '0123456789abcdef0123456789abcdef',
    'wx0123456789abcdef',
    '0123456789abcdef0123456789abcdef ',
    'secret ',
    'secret:',
  ],
  ...[
    'appsecret"',
    '"access_token"',
    '"access_token":"',
    'access_token=',
    '?access_token=',
    '"expires_in"',
    '"expires_in":',
  ],
  ...[
    'ticket ',
    'bearer ',
    'authorization:',
    'errcode',
    'errcode: ',
    '"errcode":"',
    'errmsg:',
    'ENOTFOUND ',
    "hostname: '",
  ],
  ...['host: "', 'HTTP', 'HTTP/1.1 ', 'status code', '407', 'ECONNREFUSED ', 'https.get(', 'https.request(', 'http://'],
  ...[
    '[hidden:',
    '[hidden:1',
    '{"a":',
    '{"force_refresh":',
    '"force_refresh"',
    '64d20329-',
    '64d20329-254dc72d-',
    '1.1.1.',
  ],
]

/** Lists of hashes, and long runs of characters that patterns repeat. */
const worst = ['0123456789abcdef0123456789abcdef ', 'a', ' ', '"', '\\', '[', '%25', 'secret ']

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(worst)('a megabyte of %j', (piece) => {
    const text = filled(piece, MEGABYTE)
    expect(countWork(() => read(text))).toBeLessThan(STEPS_EACH * text.length)
  })

  test('a run of anything that something else ends', () => {
    for (const piece of pieces) {
      for (const end of ['~', '"']) {
        const text = `${filled(piece, LONG)}${end}`
        expect(
          countWork(() => read(text)),
          JSON.stringify([piece, end]),
        ).toBeLessThan(STEPS_EACH * text.length)
      }
    }
  })

  test('a run behind anything', () => {
    for (const start of pieces) {
      for (const unit of [' ', 'a']) {
        const text = `${start}${filled(unit, LONG)}~`
        expect(
          countWork(() => read(text)),
          JSON.stringify([start, unit]),
        ).toBeLessThan(STEPS_EACH * text.length)
      }
    }
  })

  property.prop(
    [
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...pieces, ''),
    ],
    { seed: 20261127, numRuns: 30 },
  )('what begins, goes on and ends in any way', (start, unit, end) => {
    const text = `${start.join('')}${filled(unit.join(''), LONG)}${end}`
    expect(countWork(() => read(text))).toBeLessThan(STEPS_EACH * text.length)
  })
})

test('nesting as deep as a text can be is said to be no JSON, or too long', () => {
  const deep = '['.repeat(MAX_REQUEST_BODY)
  const draft = { method: 'POST', target: '/cgi-bin/a', attachToken: true } as const
  expect(checkRequest({ ...draft, body: deep })).toMatchObject([{ reason: 'not-json' }])
  expect(checkRequest({ ...draft, body: `${deep}[` })).toMatchObject([{ reason: 'too-long' }])
  const balanced = `${'['.repeat(MAX_REQUEST_BODY / 2)}${']'.repeat(MAX_REQUEST_BODY / 2)}`
  expect(checkRequest({ ...draft, body: balanced })).toEqual([])
  expect(jsonLexemes(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(200_000)
})

describe('the count itself', () => {
  const quadratic = (text: string) => /([\w-]{20,})"?\s*,\s*"expires_in"/.exec(text)
  const copies = (text: string) => [...text.matchAll(/b/g)].reduce((copy) => copy.slice(0, 1) + copy.slice(1), text)

  test.each([
    ['a pattern that starts again at each letter', quadratic, 'a'],
    ['a loop that is gone back into from each place', (text: string) => /d+$/.exec(text), 'd~'],
    ['a copy for each match', copies, 'b'],
    ['an argument for each match', (text: string) => Math.min(...text.split('').map(Number)), 'c'],
  ])('%s is seen', (_, run, unit) => {
    const small = countWork(() => run(unit.repeat(1_000)))
    const twice = countWork(() => run(unit.repeat(2_000)))
    expect(twice / small).toBeGreaterThan(1.9)
    if (run !== quadratic) return
    expect(twice / small).toBeGreaterThan(3.5)
    expect(countWork(() => run(unit.repeat(4_000)))).toBeGreaterThan(STEPS_EACH * 4_000)
  })
})
