import ipaddr from 'ipaddr.js'
import type { IpEntry } from '../../contract/ip-list.ts'

/** What an IP list says, entry by entry. */
export interface ParsedIpList {
  /** Distinct entries in the order they first came. */
  entries: IpEntry[]
  /** Distinct IPv4 addresses that the entries cover together. */
  addresses: number
}

/**
 * Reads the entries of `ip_list`: IPv4, IPv6 and CIDR, unsorted, with duplicates (the documentation speaks of
 * addresses "or segments"). What cannot be read is kept and marked, never dropped; nothing is rewritten.
 */
export function parseIpList(raw: string[]): ParsedIpList {
  const times = new Map<string, number>()
  for (const entry of raw) times.set(entry, (times.get(entry) ?? 0) + 1)
  const entries = [...times].map(([entry, count]) => ({ raw: entry, ...read(entry), times: count }))
  return { entries, addresses: countCovered(entries) }
}

function read(raw: string): Pick<IpEntry, 'kind' | 'addresses'> {
  const [address = '', prefix, ...more] = raw.split('/')
  const version = ipaddr.IPv4.isValidFourPartDecimal(address) ? 4 : ipaddr.IPv6.isValid(address) ? 6 : undefined
  if (version === undefined || more.length > 0) return { kind: 'unparsable' }
  if (prefix === undefined) return { kind: version === 4 ? 'ipv4' : 'ipv6', addresses: 1 }
  const bits = version === 4 ? 32 : 128
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return { kind: 'unparsable' }
  const size = 2 ** (bits - Number(prefix))
  return { kind: version === 4 ? 'cidr4' : 'cidr6', ...(Number.isSafeInteger(size) && { addresses: size }) }
}

/** Walks the ranges in numeric order, so that overlapping ones are counted once. */
function countCovered(entries: IpEntry[]): number {
  const ranges = entries
    .filter((entry) => entry.kind === 'ipv4' || entry.kind === 'cidr4')
    .map(({ raw, addresses = 1 }) => {
      const [address = ''] = raw.split('/')
      const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
      const first = number - (number % addresses)
      return { first, end: first + addresses }
    })
    .sort((a, b) => a.first - b.first)
  let total = 0
  let covered = 0
  for (const { first, end } of ranges) {
    if (end <= covered) continue
    total += end - Math.max(first, covered)
    covered = end
  }
  return total
}
