import type { Normal } from '#core/kernel/redaction/normal/normalise.ts'

/** A pattern as units of a normal text; at least {@link SHORTEST} of them. */
export interface Needle<T> {
  codes: Uint8Array
  means: T
}

export const SHORTEST = 4
/** Bits of the hash of a gram, which is `SHORTEST` units. */
const GRAM_BITS = 18
/** Longest work in steps for each byte of a text: only a text built for it needs more. */
const WORK = 32

/**
 * Finds any number of needles in one pass. Only every `step`th gram of the text is looked up; since each needle's first
 * `step` grams are in the set, one of them is always met. `step` depends on the shortest needle; needles are compared
 * only where a gram is met.
 */
export function createNeedles<T>(
  needles: Needle<T>[],
  found: (normal: Normal, first: number, end: number, means: T) => void,
) {
  const step = Math.min(16, ...needles.map(({ codes }) => codes.length - SHORTEST + 1))
  const grams = createGrams()
  const heads = createGrams()
  const next = new Map<number, number>()
  const meanings: T[][] = [[]]
  let work = 0

  for (const { codes, means } of needles) {
    addGram(heads, codes, 0)
    for (let at = 0; at < step; at++) addGram(grams, codes, at)
    meanings[nodeOf(codes)]?.push(means)
  }

  function nodeOf(codes: Uint8Array): number {
    let node = 0
    for (const code of codes) {
      const known = next.get(node * 256 + code)
      if (known === undefined) {
        next.set(node * 256 + code, meanings.length)
        node = meanings.push([]) - 1
      } else node = known
    }
    return node
  }

  /** Finds the needles that begin at this unit. */
  function lookAt(normal: Normal, first: number): void {
    const { codes, end, bytes } = normal
    if (first + SHORTEST > end || !has(heads, gramAt(codes, first)) || work > WORK * bytes.length) return
    let at = first
    let node = next.get(codes[at] ?? 0)
    while (node !== undefined) {
      at++
      for (const means of meanings[node] ?? []) found(normal, first, at, means)
      node = at < end ? next.get(node * 256 + (codes[at] ?? 0)) : undefined
    }
    work += at - first
  }

  return {
    lookAt,
    /** Finds all there are. `false`: it would take too long, and not all have been found. */
    scan(normal: Normal): boolean {
      const { codes, first, end, bytes } = normal
      const view = new DataView(codes.buffer, codes.byteOffset)
      const last = end - SHORTEST
      let at = nextOf(grams, view, first + step - 1, last, step)
      while (at <= last) {
        for (let start = at - step + 1; start <= at; start++) {
          if (has(heads, view.getUint32(start, true))) lookAt(normal, start)
        }
        at = nextOf(grams, view, at + step, last, step)
      }
      const isDone = work <= WORK * bytes.length
      work = 0
      return isDone
    },
  }
}

/** A set of grams with false positives. */
const createGrams = () => new Uint32Array(1 << (GRAM_BITS - 5))

function addGram(grams: Uint32Array, codes: Uint8Array, at: number): void {
  const gram = numberOf(gramAt(codes, at))
  grams[gram >>> 5] = (grams[gram >>> 5] ?? 0) | (1 << (gram & 31))
}

/**
 * The first position from `from` to `last`, in steps of `step`, whose gram is in the set; a later one than `last` if
 * there is none.
 */
function nextOf(grams: Uint32Array, view: DataView, from: number, last: number, step: number): number {
  let at = from
  while (at <= last && !has(grams, view.getUint32(at, true))) at += step
  return at
}

function has(grams: Uint32Array, gram: number): boolean {
  const number = numberOf(gram)
  return ((grams[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0
}

const MIX = 0x9e3779b1 | 0
const numberOf = (gram: number) => Math.imul(gram, MIX) >>> (32 - GRAM_BITS)

function gramAt(codes: Uint8Array, at: number): number {
  return (codes[at] ?? 0) | ((codes[at + 1] ?? 0) << 8) | ((codes[at + 2] ?? 0) << 16) | ((codes[at + 3] ?? 0) << 24)
}
