import { bitsOf, type IpRange, spell } from './range.ts'

/** Ranges in numeric order, IPv4 first, with a gap between any two: each set of addresses has exactly one. */
export type AddressSet = readonly IpRange[]

/** The addresses that any of the ranges covers. */
export function unionOf(ranges: readonly IpRange[]): AddressSet {
  const set: IpRange[] = []
  for (const range of ranges.toSorted(compare)) {
    const before = set.at(-1)
    if (before?.family === range.family && range.first <= before.last + 1n) {
      if (range.last > before.last) before.last = range.last
    } else set.push({ ...range })
  }
  return set
}

/** The addresses of `from` that are not in `taken`. */
export function minus(from: AddressSet, taken: AddressSet): AddressSet {
  const left: IpRange[] = []
  let next = 0
  for (const { family, first, last } of from) {
    let start = first
    // A range that ends before this one begins is before all that follow, too.
    while (isBefore(taken[next], family, start)) next++
    for (let index = next; ; index++) {
      const cut = taken[index]
      if (cut?.family !== family || cut.first > last) break
      if (cut.first > start) left.push({ family, first: start, last: cut.first - 1n })
      start = cut.last + 1n
    }
    if (start <= last) left.push({ family, first: start, last })
  }
  return left
}

/** Every IPv4 block smaller than a /24 grown to one; IPv6 as it is. */
export function roundedTo24(set: AddressSet): AddressSet {
  return unionOf(
    set.map((range) =>
      range.family === 6 ? range : { family: 4, first: range.first & ~255n, last: range.last | 255n },
    ),
  )
}

/** A network: `prefix` bits of `first` are common to all of its addresses. */
export interface Block {
  family: 4 | 6
  first: bigint
  prefix: number
}

/** The fewest networks that cover exactly these addresses, in numeric order. */
export function blocksOf(set: AddressSet): Block[] {
  const blocks: Block[] = []
  for (const { family, first, last } of set) {
    for (let start = first; start <= last; ) {
      let hostBits = start === 0n ? bitsOf(family) : trailingZeros(start)
      while (start + (1n << BigInt(hostBits)) - 1n > last) hostBits--
      blocks.push({ family, first: start, prefix: bitsOf(family) - hostBits })
      start += 1n << BigInt(hostBits)
    }
  }
  return blocks
}

/** `1.2.3.0/24`; a single address has no prefix. */
export function spellBlock({ family, first, prefix }: Block): string {
  const address = spell(family, first)
  return prefix === bitsOf(family) ? address : `${address}/${prefix}`
}

function compare(a: IpRange, b: IpRange): number {
  if (a.family !== b.family) return a.family - b.family
  return a.first === b.first ? 0 : a.first < b.first ? -1 : 1
}

function isBefore(range: IpRange | undefined, family: 4 | 6, first: bigint): boolean {
  if (!range) return false
  return range.family < family || (range.family === family && range.last < first)
}

function trailingZeros(value: bigint): number {
  return (value & -value).toString(2).length - 1
}
