import { expect, test } from 'vitest'
import type { ComparedPart, ComparedRow } from '#contract/compare.ts'
import { blocksOf, numberedParts } from './blocks.ts'

const line = (at: number) => ({ at, text: `line ${at}` })
const same = (from: number, count: number): ComparedRow[] =>
  Array.from({ length: count }, (_, place) => ({ kind: 'same', a: line(from + place), b: line(from + place) }))
const added = (at: number): ComparedRow => ({ kind: 'added', b: line(at) })

const shape = (rows: ComparedRow[], context: number) =>
  blocksOf(rows, context).map((block) => [block.kind, block.kind === 'fold' ? block.lines : block.rows.length])

test('what is the same is folded but for the lines beside a difference', () => {
  expect(shape([...same(1, 20), added(21), added(22), ...same(23, 20)], 3)).toEqual([
    ['fold', 17],
    ['same', 3],
    ['change', 2],
    ['same', 3],
    ['fold', 17],
  ])
})

test('between two differences both keep their lines', () => {
  expect(shape([added(1), ...same(2, 20), added(22)], 3)).toEqual([
    ['change', 1],
    ['same', 3],
    ['fold', 14],
    ['same', 3],
    ['change', 1],
  ])
})

test('a fold that would hide next to nothing is not made', () => {
  expect(shape([added(1), ...same(2, 8), added(10)], 3)).toEqual([
    ['change', 1],
    ['same', 8],
    ['change', 1],
  ])
})

test('lines that the host left out are counted with the fold', () => {
  expect(shape([...same(1, 50), { kind: 'gap', lines: 900 }, ...same(951, 50), added(1001)], 0)).toEqual([
    ['fold', 1000],
    ['change', 1],
  ])
})

test('of a part where nothing differs everything is folded', () => {
  expect(shape(same(1, 30), 3)).toEqual([['fold', 30]])
})

test('differences are counted through all parts, a body that differs as a whole is one', () => {
  const part = (rows: ComparedRow[]): ComparedPart => ({ part: 'request-line', rows, differences: 0, leftOut: 0 })
  const bytes = { size: 1, sha256: '' }
  const { parts, total } = numberedParts(
    [
      part([added(1), ...same(2, 1), added(3)]),
      { ...part([]), body: { as: 'bytes', because: 'binary', equal: false, a: bytes, b: bytes } },
      part([added(1)]),
    ],
    0,
  )
  expect(total).toBe(4)
  expect(parts[1]?.number).toBe(3)
  expect(parts[2]?.blocks).toMatchObject([{ kind: 'change', number: 4 }])
})
