import type { ComparedLine, ComparedPart, ComparedRow } from '#contract/compare.ts'
import { align } from './align.ts'

/** Most rows of one part that are sent to the page. */
export const MAX_ROWS = 2_000
/** Lines shown at either end of a longer run of equal lines. */
const SAME_KEPT = 50
/** A longer line is shown around its first difference. */
const MAX_LINE = 400
const BEFORE_DIFFERENCE = 80

type Rows = Pick<ComparedPart, 'rows' | 'differences' | 'leftOut'>

/** Two texts line by line. Lines with the same `meaning` are equal. */
export function compareLines(a: string[], b: string[], meaning: (line: string) => string = (line) => line): Rows {
  const rows: ComparedRow[] = []
  let [atA, atB] = [0, 0]
  let removed: { from: number; count: number } | undefined
  const left = (place: number) => ({ at: place + 1, text: a[place] ?? '' })
  const right = (place: number) => ({ at: place + 1, text: b[place] ?? '' })
  /** Removed lines without an added counterpart. */
  const flush = (from = 0) => {
    for (let turn = from; removed && turn < removed.count; turn += 1) {
      rows.push({ kind: 'removed', a: clipped(left(removed.from + turn)) })
    }
    removed = undefined
  }

  for (const run of align(a.map(meaning), b.map(meaning))) {
    if (run.kind === 'removed') {
      removed = { from: atA, count: run.count }
      atA += run.count
    } else if (run.kind === 'added') {
      const paired = Math.min(removed?.count ?? 0, run.count)
      for (let turn = 0; turn < paired; turn += 1) {
        rows.push({ kind: 'changed', ...clippedPair(left((removed?.from ?? 0) + turn), right(atB + turn)) })
      }
      flush(paired)
      for (let turn = paired; turn < run.count; turn += 1) {
        rows.push({ kind: 'added', b: clipped(right(atB + turn)) })
      }
      atB += run.count
    } else {
      flush()
      pushSame(rows, run.count, (turn) => ({
        kind: 'same',
        a: clipped(left(atA + turn)),
        b: clipped(right(atB + turn)),
      }))
      atA += run.count
      atB += run.count
    }
  }
  flush()
  const kept = rows.slice(0, MAX_ROWS)
  return { rows: kept, differences: differencesIn(rows), leftOut: rows.length - kept.length }
}

export function differencesIn(rows: ComparedRow[]): number {
  return rows.filter(({ kind }) => kind !== 'same' && kind !== 'gap').length
}

function pushSame(rows: ComparedRow[], count: number, row: (turn: number) => ComparedRow): void {
  for (let turn = 0; turn < count; turn += 1) {
    const rest = count - 2 * SAME_KEPT
    if (turn === SAME_KEPT && rest > 1) {
      rows.push({ kind: 'gap', lines: rest })
      turn += rest
    }
    rows.push(row(turn))
  }
}

function clipped(line: ComparedLine, from = 0): ComparedLine {
  if (line.text.length <= MAX_LINE) return line
  const text = line.text.slice(from, from + MAX_LINE)
  const rest = from + MAX_LINE < line.text.length ? '…' : ''
  return { at: line.at, text: `${from > 0 ? '…' : ''}${text}${rest}`, length: line.text.length }
}

function clippedPair(a: ComparedLine, b: ComparedLine): { a: ComparedLine; b: ComparedLine } {
  let first = 0
  while (first < a.text.length && a.text[first] === b.text[first]) first += 1
  const from = Math.max(0, first - BEFORE_DIFFERENCE)
  return { a: clipped(a, from), b: clipped(b, from) }
}
