import { createHash } from 'node:crypto'
import type { ComparedBytes, ComparedPart, ComparedPartName } from '#contract/compare.ts'
import type { BodyFacts } from '#contract/exchange.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { decodeUtf8 } from '#core/kernel/decode-utf8.ts'
import { canonicalJson } from './canonical-json.ts'
import { compareLines } from './rows.ts'

/** Of a longer body only size and hash are compared. */
export const MAX_COMPARED_BODY = 4 * 1024 * 1024

/** A recorded body: its facts, and its bytes slice by slice. */
export interface RecordedBody {
  facts: BodyFacts | undefined
  slice(offset: number): Promise<Uint8Array>
}

/** Two bodies as JSON where both are, else as text, else as bytes. */
export async function compareBodies(part: ComparedPartName, a: RecordedBody, b: RecordedBody): Promise<ComparedPart> {
  const tooLarge = [a, b].some(({ facts }) => (facts?.size ?? 0) > MAX_COMPARED_BODY)
  const left = await read(a, !tooLarge)
  const right = await read(b, !tooLarge)
  const facts = { equal: left.facts.sha256 === right.facts.sha256, a: left.facts, b: right.facts }
  const asBytes = (because: 'binary' | 'too-large'): ComparedPart => ({
    part,
    rows: [],
    differences: facts.equal ? 0 : 1,
    leftOut: 0,
    body: { as: 'bytes', because, ...facts },
  })
  if (tooLarge) return asBytes('too-large')
  const [textA, textB] = [textOf(left.bytes), textOf(right.bytes)]
  if (textA === undefined || textB === undefined) return asBytes('binary')
  await nextTurn()
  const jsonA = jsonOrNothing(textA)
  await nextTurn()
  const jsonB = jsonA && jsonOrNothing(textB)
  await nextTurn()
  if (jsonA && jsonB) {
    return { part, ...compareLines(jsonA, jsonB, withoutComma), body: { as: 'json', ...facts } }
  }
  return { part, ...compareLines(linesOf(textA), linesOf(textB)), body: { as: 'text', ...facts } }
}

/** The comma after an entry does not make it a different entry. */
const withoutComma = (line: string) => (line.endsWith(',') ? line.slice(0, -1) : line)

/** An absent body has no lines. */
const jsonOrNothing = (text: string) => (text === '' ? [] : canonicalJson(text))

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

async function read(
  { facts, slice }: RecordedBody,
  keep: boolean,
): Promise<{ facts: ComparedBytes; bytes: Uint8Array }> {
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let size = 0
  while (size < (facts?.size ?? 0)) {
    const bytes = await slice(size)
    if (bytes.length === 0) break
    size += bytes.length
    hash.update(bytes)
    if (keep) kept.push(bytes)
  }
  const { fullSize } = facts ?? {}
  return {
    facts: { size, sha256: hash.digest('hex'), ...(fullSize !== undefined && { fullSize }) },
    bytes: Buffer.concat(kept),
  }
}

/** `undefined` when the bytes are not UTF-8, or hold a NUL, which no text does. */
const textOf = (bytes: Uint8Array) => (bytes.includes(0) ? undefined : decodeUtf8(bytes))
