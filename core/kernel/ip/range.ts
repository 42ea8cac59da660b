import ipaddr from 'ipaddr.js'

/** Consecutive addresses of one family, as numbers; both ends belong to it. */
export interface IpRange {
  family: 4 | 6
  first: bigint
  last: bigint
}

/** Bits of an address. */
export const bitsOf = (family: 4 | 6) => (family === 4 ? 32 : 128)

/** The network of `prefix` bits that an address (its bytes) is in. */
export function networkOf(bytes: number[], prefix: number): IpRange {
  const family = bytes.length === 4 ? 4 : 6
  const address = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const size = 1n << BigInt(bitsOf(family) - prefix)
  const first = address - (address % size)
  return { family, first, last: first + size - 1n }
}

/** How many addresses; rounded above 2^53. */
export function countOf(ranges: readonly IpRange[]): number {
  return Number(ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n))
}

/** An address in the usual spelling (RFC 5952 for IPv6). */
export function spell(family: 4 | 6, address: bigint): string {
  const bytes = Array.from({ length: bitsOf(family) / 8 }, (_, index) => Number((address >> BigInt(8 * index)) & 255n))
  return ipaddr.fromByteArray(bytes.reverse()).toString()
}
