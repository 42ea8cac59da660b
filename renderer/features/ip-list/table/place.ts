import type { IpEntry } from '#contract/ip-list.ts'

/** Where an address or segment stands among all addresses. */
export interface Place {
  family: 4 | 6
  /** First and last address as numbers; IPv6 does not fit into a plain one. */
  first: number | bigint
  last: number | bigint
}

const DOT = 0x2e
const ZERO = 0x30

/** `undefined` for what could not be read. */
export function placeOf({ raw, readAs = raw, kind }: Pick<IpEntry, 'raw' | 'readAs' | 'kind'>): Place | undefined {
  if (kind === 'unparsable') return undefined
  const [address = '', prefix] = readAs.split('/')
  return kind === 'ipv4' || kind === 'cidr4' ? place4(address, prefix) : place6(address, prefix)
}

/** Host bits of a segment are cut off. */
export function place4(address: string, prefix = '32'): Place {
  const number = number4(address)
  const size = 2 ** (32 - Number(prefix))
  const first = number - (number % size)
  return { family: 4, first, last: first + size - 1 }
}

/** Digit by digit: lists of 100,000 are sorted while somebody waits. */
function number4(address: string): number {
  let number = 0
  let octet = 0
  for (let index = 0; index < address.length; index++) {
    const code = address.charCodeAt(index)
    if (code === DOT) {
      number = number * 256 + octet
      octet = 0
    } else {
      octet = octet * 10 + code - ZERO
    }
  }
  return number * 256 + octet
}

export function place6(address: string, prefix = '128'): Place {
  const number = groupsOf(address).reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
  const size = 1n << BigInt(128 - Number(prefix))
  const first = number - (number % size)
  return { family: 6, first, last: first + size - 1n }
}

/** The eight groups, whatever the spelling: that is what addresses in URLs are read into. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = head === '' ? [] : head.split(':')
  if (tail === undefined) return before
  const after = tail === '' ? [] : tail.split(':')
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

/** By number, IPv4 before IPv6, wider segments before what is in them, what cannot be read last. */
export function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b)
  if (a.family !== b.family) return a.family - b.family
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  return a.last === b.last ? 0 : a.last > b.last ? -1 : 1
}

/** Whether every address of `inner` is one of `outer`. */
export function covers(outer: Place, inner: Place): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last
}

/** First and last address of an IPv4 segment. Of IPv6 the prefix says more than twice 39 characters would. */
export function rangeOf({ family, first, last }: Place): string | undefined {
  return family === 4 && first !== last ? `${dotted(Number(first))} – ${dotted(Number(last))}` : undefined
}

export function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
}
