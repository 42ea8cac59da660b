import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { shareFormats } from '#contract/pure/share.ts'
import { nested } from '#core/wechat/testing/hostile-corpus.ts'
import { answering, problemOf, setup } from './testing/bench.ts'

const MARKER = '[hidden:20-chars:#abcdef]'
const bodies: Record<string, string> = {
  '5,000 levels': nested(5_000),
  '100,000 levels': `{"a":${nested(100_000)}}`,
  '100,000 objects': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'levels that do not end': '['.repeat(100_000),
  'a string of a megabyte': JSON.stringify({ a: 'x'.repeat(2 ** 20) }),
  'a number of a megabyte': `{"a":${'9'.repeat(2 ** 20)}}`,
  'escapes alone': JSON.stringify({ a: '\n"\\'.repeat(2 ** 18) }),
  'a megabyte of commas': `[${'0,'.repeat(2 ** 19)}0]`,
  'deep, with many rows': `${'['.repeat(150)}${'0,'.repeat(2 ** 18)}0${']'.repeat(150)}`,
  'markers alone': JSON.stringify({ a: MARKER.repeat(20_000) }),
  'halves of markers': `{"a":"${'[hidden:1'.repeat(2 ** 17)}"}`,
  'one line each': `"${'\\n'.repeat(2 ** 19)}"\n`.repeat(2),
}

describe('what a reply holds keeps nothing of an exchange from being used', () => {
  test.each(Object.keys(bodies))('%s', async (name) => {
    const server = await answering({ body: bodies[name] ?? '' })
    const { router, send } = await setup('stable', server.origin)
    const ids: number[] = []
    for (const target of ['/cgi-bin/x', '/cgi-bin/y']) {
      const sent = send({ method: 'POST', target, body: '{}', attachToken: false })
      const problem = (await problemOf(sent)) as { code?: string; exchangeId?: number } | undefined
      // Only a reply that is no JSON is a problem; anything else is a good reply of some endpoint.
      expect(['not-json', undefined]).toContain(problem?.code)
      ids.push(problem ? (problem.exchangeId ?? -1) : (await sent).exchangeId)
    }
    const [a = -1, b = -1] = ids
    for (const format of shareFormats) {
      expect((await call(router.share.write, { id: a, format, language: 'en' })).text).not.toBe('')
    }
    expect(JSON.parse((await call(router.share.har, { ids })).text).log.entries).toHaveLength(2)
    const compared = await call(router.exchange.compare, { a, b })
    expect(compared.parts.find(({ part }) => part === 'response-body')).toMatchObject({ differences: 0 })
  })
})

describe('a token that a request of one’s own brings is held only when it can be sent', () => {
  test.each(['A B', 'A\\r\\nX-Header: 1', 'A\\u0000B', '令牌', 'A\u00a0B'])('%j is not', async (token) => {
    const server = await answering({ body: `{"access_token":"${token}","expires_in":7200}` })
    const { router, accountId, send, snapshot } = await setup('stable', server.origin)
    const sent = send({
      method: 'POST',
      target: '/cgi-bin/stable_token',
      body: '{"appid":"$WX_APPID"}',
      attachToken: false,
    })
    expect(await problemOf(sent)).toMatchObject({ code: 'wrong-shape', field: 'access_token' })
    expect(await problemOf(call(router.token.reveal, { accountId }))).toMatchObject({ code: 'no-token' })
    expect((await snapshot('timeline'))[0]?.tokens).toEqual([])
  })
})
