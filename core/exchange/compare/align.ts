import { diffArrays } from 'diff'

/** A run of lines that both texts have, or only one. */
export interface Run {
  kind: 'same' | 'removed' | 'added'
  count: number
}

/** Most edits, since work grows with their square; this many take about 50 ms. */
const MAX_EDITS = 1000
/** Most edits between two anchors, since there may be many such stretches. */
const MAX_EDITS_BETWEEN = 60

/**
 * The lines removed from `a` and added from `b`, as few as can be found in bounded time. Where two texts have little in
 * common, lines that occur once in each are anchors, and only the stretches between them are compared closely.
 */
export function align(a: string[], b: string[]): Run[] {
  const ids = new Map<string, number>()
  const idOf = (line: string) => {
    const known = ids.get(line) ?? ids.size
    ids.set(line, known)
    return known
  }
  const [left, right] = [a.map(idOf), b.map(idOf)]
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1
  let end = 0
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1
  }
  const middle = [left.slice(start, left.length - end), right.slice(start, right.length - end)] as const
  const runs: Run[] = [
    { kind: 'same', count: start },
    ...(closely(...middle, MAX_EDITS) ?? byAnchors(...middle)),
    { kind: 'same', count: end },
  ]
  return joined(runs)
}

/** The shortest edit script; `undefined` when it takes more edits than the limit. */
function closely(a: number[], b: number[], maxEditLength: number): Run[] | undefined {
  if (a.length === 0 || b.length === 0) return replaced(a.length, b.length)
  return diffArrays(a, b, { maxEditLength })?.map(({ added, removed, count }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    count,
  }))
}

const replaced = (removed: number, added: number): Run[] => [
  { kind: 'removed', count: removed },
  { kind: 'added', count: added },
]

function byAnchors(a: number[], b: number[]): Run[] {
  const runs: Run[] = []
  let [fromA, fromB] = [0, 0]
  for (const anchor of [...anchorsOf(a, b), { a: a.length, b: b.length }]) {
    const [partA, partB] = [a.slice(fromA, anchor.a), b.slice(fromB, anchor.b)]
    runs.push(...(closely(partA, partB, MAX_EDITS_BETWEEN) ?? replaced(partA.length, partB.length)))
    if (anchor.a < a.length) runs.push({ kind: 'same', count: 1 })
    fromA = anchor.a + 1
    fromB = anchor.b + 1
  }
  return runs
}

interface Anchor {
  a: number
  b: number
}

/** Of the lines that occur once in each, the longest sequence in the same order in both. */
function anchorsOf(a: number[], b: number[]): Anchor[] {
  const onceIn = (lines: number[]) => {
    const places = new Map<number, number>()
    for (const [place, id] of lines.entries()) places.set(id, places.has(id) ? -1 : place)
    return places
  }
  const inB = onceIn(b)
  const common = [...onceIn(a)]
    .map(([id, place]) => ({ a: place, b: inB.get(id) ?? -1 }))
    .filter((anchor) => anchor.a >= 0 && anchor.b >= 0)
    .sort((one, other) => one.a - other.a)

  // Longest increasing subsequence of positions in `b`: the least last position for each length, and the predecessor of
  // each.
  const ends: (Anchor & { before?: Link })[] = []
  type Link = (typeof ends)[number]
  for (const anchor of common) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const half = (low + high) >> 1
      if ((ends[half]?.b ?? 0) < anchor.b) low = half + 1
      else high = half
    }
    const before = ends[low - 1]
    ends[low] = { ...anchor, ...(before && { before }) }
  }
  const row: Anchor[] = []
  for (let link = ends.at(-1); link; link = link.before) row.push(link)
  return row.reverse()
}

/** Drops empty runs, joins neighbours of one kind, and puts the removed lines of a changed stretch first. */
function joined(runs: Run[]): Run[] {
  const kept: Run[] = []
  const change = { removed: 0, added: 0 }
  const flush = () => {
    for (const kind of ['removed', 'added'] as const) {
      if (change[kind] > 0) kept.push({ kind, count: change[kind] })
      change[kind] = 0
    }
  }
  for (const { kind, count } of runs) {
    if (count === 0) continue
    if (kind !== 'same') {
      change[kind] += count
      continue
    }
    flush()
    const last = kept.at(-1)
    if (last?.kind === 'same') last.count += count
    else kept.push({ kind, count })
  }
  flush()
  return kept
}
