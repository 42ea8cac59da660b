import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { texts } from '#i18n/index.ts'
import { bodyPieces, headerPieces } from './exchange-text.ts'
import { MAX_PAGE_BODY, type PageSource, pageOf } from './page.ts'
import { countRemoved } from './secrets.ts'

function page(
  more: Partial<ExchangeView> = {},
  body: string | Uint8Array = '{"b":1,"a":[2]}',
  language: PageSource['language'] = 'en',
) {
  const bytes = Buffer.from(body)
  const view: ExchangeView = {
    ...testExchange(7),
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [['X-Evil', '<img src=x onerror=alert(1)>']],
      trailers: [],
      body: { size: bytes.length },
    },
    phases: { send: 1, wait: 60, download: 3, total: 64 },
    ...more,
  }
  const removed = countRemoved()
  const cut = removed.cutBy({})
  return pageOf({
    view,
    url: `${view.origin}${view.request.target}`,
    requestHeaders: headerPieces(view.request.headers, cut, 'request-headers'),
    statusText: view.response?.statusText ?? '',
    trailers: headerPieces([['X-Sum', 'abc']], cut, 'response-head'),
    responseHeaders: headerPieces(view.response?.headers ?? [], cut, 'response-head'),
    responseBody: bodyPieces(bytes, cut, 'response-body'),
    ...(view.problem && { problem: view.problem }),
    removed: removed.list(() => 'not-held'),
    language,
    product: { name: 'MP Console', version: '0.1.0' },
    writtenAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  })
}

test('nothing is loaded and nothing runs: the policy allows one style, by its hash', () => {
  const text = page()
  const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(text).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  )
  const tags = text.match(/<[^>]*>/g)?.join('\n') ?? ''
  expect(tags).not.toMatch(/<(?:script|link|img|iframe)|\son\w+=|javascript:|\sstyle=|\shref=|\ssrc=/i)
  expect(style).not.toContain('url(')
})

test('what came from outside is text, wherever it stands', () => {
  const text = page({ path: '/<b>"x"' }, '</pre><script>alert(1)</script>')
  expect(text).toContain('X-Evil: &lt;img src=x onerror=alert(1)&gt;')
  expect(text).toContain('/&lt;b&gt;&quot;x&quot;')
  expect(text).toContain('&lt;/pre&gt;&lt;script&gt;')
  expect(page({}, 'a\0b')).toContain('a[\u2400]b')
})

test('JSON is indented in the order it came, and there as received too', () => {
  const text = page()
  expect(text).toContain('{\n  &quot;b&quot;: 1,\n  &quot;a&quot;: [\n    2\n  ]\n}')
  expect(text).toContain('{&quot;b&quot;:1,&quot;a&quot;:[2]}')
  expect(text).toContain('<pre>X-Sum: abc</pre>')
})

test('what was removed stands out, and is listed', () => {
  const text = page({}, '{"access_token":"[hidden:136-chars:#abcdef]"}')
  expect(text).toContain('<mark>$WX_ACCESS_TOKEN</mark>&quot;')
  expect(text).toContain('136 characters, fingerprint #abcdef, × 1: response body')
})

test('a failure is told in words, in the language on screen', () => {
  const problem: Problem = {
    code: 'wechat',
    errcode: 40164,
    errmsg: 'invalid ip',
    seenIp: '203.0.113.7',
    endpoint: 'token',
    retry: 'never',
  }
  for (const language of ['en', 'zh-CN'] as const) {
    const text = page({ problem }, '{}', language)
    expect(text).toContain(`<html lang="${language}">`)
    expect(text).toContain(texts[language].errcode.e40164.meaning)
    expect(text).toContain('203.0.113.7')
    expect(text).toContain(texts[language].exchange.request)
  }
})

test('one that got no response, and bodies that cannot be shown, say so', () => {
  const { response: _, ...rest } = testExchange(7)
  expect(
    pageOf({
      view: rest,
      url: 'https://h/',
      requestHeaders: [],
      statusText: '',
      trailers: [],
      responseHeaders: [],
      removed: [],
      language: 'en',
      product: { name: 'MP Console', version: '0' },
      writtenAt: 0,
    }),
  ).toContain('No response received')
  expect(page({}, Uint8Array.from([0xff, 1]))).toContain('The body isn’t text: 2 B, SHA-256')
  expect(page({}, 'x'.repeat(MAX_PAGE_BODY + 1))).toContain('Showing the first 256.0 KiB of')
})
