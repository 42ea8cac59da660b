import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ComparedPart, ComparedPartName } from '#contract/compare.ts'
import type { ExchangeView } from '#contract/exchange.ts'
import { MAX_SLICE_BYTES } from '#contract/pure/limits.ts'
import type { Exchanges } from '#core/exchange/exchanges.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { MAX_COMPARED_BODY } from './bodies.ts'
import { compareExchanges } from './compare-exchanges.ts'
import { MAX_ROWS } from './rows.ts'

type Body = string | Uint8Array

/** Two recorded exchanges with these response bodies, read slice by slice as the store gives them. */
function recorded(bodies: [Body, Body], more: Partial<ExchangeView> = {}): Pick<Exchanges, 'get' | 'body'> {
  const bytes = bodies.map((body) => (typeof body === 'string' ? Buffer.from(body) : body))
  return {
    async get(id) {
      const size = bytes[id - 1]?.length
      if (size === undefined) throw new ProblemError({ code: 'exchange-not-found', retry: 'never' })
      const head = { status: 200, statusText: 'OK', httpVersion: '1.1', headers: [], trailers: [] }
      return { ...testExchange(id), response: { ...head, body: { size } }, ...(id === 2 && more) }
    },
    async body(id, side, offset) {
      const body = side === 'response' ? bytes[id - 1] : undefined
      return (body ?? new Uint8Array()).subarray(offset, offset + MAX_SLICE_BYTES)
    },
  }
}

async function compared(part: ComparedPartName, ...args: Parameters<typeof recorded>): Promise<ComparedPart> {
  const { parts } = await compareExchanges(recorded(...args), { a: 1, b: 2 })
  const found = parts.find((one) => one.part === part)
  if (!found) throw new Error(`${part} is not there`)
  return found
}

const kinds = ({ rows }: ComparedPart) => rows.map(({ kind }) => kind)

test('the parts come in the order of the wire; of what neither has nothing is said', async () => {
  const { parts } = await compareExchanges(recorded(['{}', '{}']), { a: 1, b: 2 })
  expect(parts.map(({ part, differences }) => [part, differences])).toEqual([
    ['request-line', 0],
    ['request-headers', 0],
    ['status-line', 0],
    ['response-body', 0],
  ])
})

test('one that got no response lacks its lines', async () => {
  const { parts } = await compareExchanges(
    {
      ...recorded(['{}', '']),
      async get(id) {
        const view = await recorded(['{}', '']).get(id)
        if (id === 1) return view
        const { response: _, ...rest } = view
        return rest
      },
    },
    { a: 1, b: 2 },
  )
  expect(parts.filter(({ differences }) => differences > 0).map((one) => [one.part, kinds(one)])).toEqual([
    ['status-line', ['removed']],
    ['response-body', ['removed']],
  ])
})

test('JSON is compared by entries: order of keys, blanks and a last comma are no difference', async () => {
  const body = await compared('response-body', ['{"b":1,"a":[1,2]}', '{\n "a" : [1,2,3], "b":1 }'])
  expect(body.body).toMatchObject({ as: 'json', equal: false })
  expect(body.rows.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'added', b: { at: 5, text: '    3' } }])
})

test('numbers beyond what a program can hold are compared as received', async () => {
  const body = await compared('response-body', ['{"id":9007199254740993}', '{"id":9007199254740992}'])
  expect(body.rows[1]).toEqual({
    kind: 'changed',
    a: { at: 2, text: '  "id": 9007199254740993' },
    b: { at: 2, text: '  "id": 9007199254740992' },
  })
})

test('the same JSON written in another way has no difference, and is not equal', async () => {
  const body = await compared('response-body', ['{"a":1}', '{ "a": 1 }'])
  expect(body).toMatchObject({ differences: 0, body: { as: 'json', equal: false } })
})

test('what is no JSON is compared as text', async () => {
  const body = await compared('response-body', ['one\ntwo\nthree', '{"a":1}'])
  expect(body.body?.as).toBe('text')
  expect(kinds(body)).toEqual(['changed', 'removed', 'removed'])
})

test('bytes that are no text are equal or not', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1])
  expect(await compared('response-body', [png, png])).toMatchObject({
    rows: [],
    differences: 0,
    body: { as: 'bytes', because: 'binary', equal: true },
  })
  const other = await compared('response-body', [png, 'text'])
  expect(other).toMatchObject({ differences: 1, body: { as: 'bytes', because: 'binary', equal: false } })
  expect(other.body?.a).toEqual({ size: 6, sha256: createHash('sha256').update(png).digest('hex') })
})

test('of a body over the limit size and hash are compared', async () => {
  const large = Buffer.alloc(MAX_COMPARED_BODY + 1, 'x')
  const body = await compared('response-body', [large, large])
  expect(body).toMatchObject({ rows: [], differences: 0, body: { as: 'bytes', because: 'too-large', equal: true } })
  expect(body.body?.a.sha256).toBe(createHash('sha256').update(large).digest('hex'))
})

test('what was cut when it was recorded says so', async () => {
  const store = recorded(['{}', '{}'])
  const { parts } = await compareExchanges(
    {
      ...store,
      async get(id) {
        const view = await store.get(id)
        return view.response
          ? { ...view, response: { ...view.response, body: { ...view.response.body, fullSize: 99 } } }
          : view
      },
    },
    { a: 1, b: 2 },
  )
  expect(parts.at(-1)?.body?.a).toMatchObject({ size: 2, fullSize: 99 })
})

test('a long run of what is the same is left out but for its ends', async () => {
  const lines = Array.from({ length: 1_000 }, (_, place) => `line ${place}`)
  const body = await compared('response-body', [lines.join('\n'), [...lines, 'end'].join('\n')])
  expect(body.rows).toHaveLength(50 + 1 + 50 + 1)
  expect(body.rows[50]).toEqual({ kind: 'gap', lines: 900 })
  expect(body.rows[51]).toMatchObject({ a: { at: 951 }, b: { at: 951 } })
})

test('of very many differences the first are shown, and how many there are is said', async () => {
  const lines = (word: string) => Array.from({ length: 5_000 }, (_, place) => `${word} ${place}`).join('\n')
  const body = await compared('response-body', [lines('left'), lines('right')])
  expect(body).toMatchObject({ differences: 5_000, leftOut: 5_000 - MAX_ROWS })
  expect(body.rows).toHaveLength(MAX_ROWS)
})

test('a long line is shown around its first difference', async () => {
  const long = 'x'.repeat(5_000)
  const body = await compared('response-body', [`${long}a${long}`, `${long}b${long}`])
  const row = body.rows[0]
  if (row?.kind !== 'changed') throw new Error('one line, and it differs')
  expect(row.a.text).toMatch(/^…x{80}ax+…$/)
  expect(row.b.text).toMatch(/^…x{80}bx+…$/)
  expect(row.a.length).toBe(10_001)
  expect(row.a.text.length).toBeLessThan(500)
})

test('two bodies at the limit with nothing in common do not hold the host for long', async () => {
  const list = (start: number) => JSON.stringify({ list: Array.from({ length: 300_000 }, (_, place) => start + place) })
  let turns = 0
  let watching = true
  const watch = () => {
    turns += 1
    if (watching) setImmediate(watch)
  }
  watch()
  const body = await compared('response-body', [list(1_000_000), list(9_000_000)])
  watching = false
  expect(turns).toBeGreaterThan(3)
  expect(body.body?.as).toBe('json')
  expect(body.differences).toBe(300_000)
})

test('one that is gone is a problem', async () => {
  await expect(compareExchanges(recorded(['', '']), { a: 1, b: 7 })).rejects.toMatchObject({
    problem: { code: 'exchange-not-found' },
  })
})
