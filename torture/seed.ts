/** Numbers that come again with the same seed, so that a loss can be had again. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number
  pick<T>(from: readonly T[]): T
  bytes(length: number): Buffer
  /** Digits `0-9a-f`, as AppSecrets are written. */
  hex(length: number): string
  /** Numbers of their own for a part, whatever the other parts take. */
  fork(part: string): Random
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick(from) {
      const [first, ...others] = from
      if (first === undefined) throw new Error('nothing to pick from')
      return [first, ...others][below(from.length)] ?? first
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
    fork: (part) =>
      createRandom([...part].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), seed)),
  }
}
