import type { ComparedPart, ComparedRow } from '#contract/compare.ts'

export type ChangeRow = Extract<ComparedRow, { kind: 'changed' | 'removed' | 'added' }>
export type SameRow = Extract<ComparedRow, { kind: 'same' | 'gap' }>

/** A stretch of a part. `fold`: lines that are the same, shown when asked for. */
export type Block =
  | { kind: 'change'; rows: ChangeRow[] }
  | { kind: 'same'; rows: SameRow[] }
  | { kind: 'fold'; rows: SameRow[]; lines: number }

/** Folding fewer lines than this would save no room. */
const LEAST_FOLDED = 3

/** Rows in stretches; of what is the same, `context` lines beside a difference stay in sight. */
export function blocksOf(rows: ComparedRow[], context: number): Block[] {
  const blocks: Block[] = []
  let same: SameRow[] = []
  const flush = (isLast: boolean) => {
    blocks.push(...foldedBlocks(same, blocks.length > 0 ? context : 0, isLast ? 0 : context))
    same = []
  }
  for (const row of rows) {
    if (row.kind === 'same' || row.kind === 'gap') {
      same.push(row)
      continue
    }
    if (same.length > 0) flush(false)
    const last = blocks.at(-1)
    if (last?.kind === 'change') last.rows.push(row)
    else blocks.push({ kind: 'change', rows: [row] })
  }
  if (same.length > 0) flush(true)
  return blocks
}

function foldedBlocks(rows: SameRow[], head: number, tail: number): Block[] {
  const folded = rows.slice(head, Math.max(head, rows.length - tail))
  const lines = folded.reduce((sum, row) => sum + (row.kind === 'gap' ? row.lines : 1), 0)
  if (lines < LEAST_FOLDED) return [{ kind: 'same', rows }]
  const blocks: Block[] = [
    { kind: 'same', rows: rows.slice(0, head) },
    { kind: 'fold', rows: folded, lines },
    { kind: 'same', rows: rows.slice(rows.length - tail) },
  ]
  return blocks.filter((block) => block.rows.length > 0)
}

export type NumberedBlock = Exclude<Block, { kind: 'change' }> | { kind: 'change'; rows: ChangeRow[]; number: number }

export interface NumberedPart {
  part: ComparedPart
  blocks: NumberedBlock[]
  /** Of a body that differs as a whole. */
  number?: number
}

/** The differences of all parts, counted from 1 so that one can go from one to the next. */
export function numberedParts(parts: ComparedPart[], context: number): { parts: NumberedPart[]; total: number } {
  let total = 0
  const numbered = parts.map((part): NumberedPart => {
    if (part.body?.as === 'bytes' && !part.body.equal) return { part, blocks: [], number: ++total }
    const blocks = blocksOf(part.rows, context).map((block) =>
      block.kind === 'change' ? { ...block, number: ++total } : block,
    )
    return { part, blocks }
  })
  return { parts: numbered, total }
}
