import ipaddr from 'ipaddr.js'
import type { IpEntry } from '../../../contract/ip-list.ts'

/** `address`: by number, IPv4 before IPv6, what cannot be read last. `received`: as WeChat sent it. */
export type Order = 'address' | 'received'

interface Place {
  entry: IpEntry
  /** The address's bytes; none when it cannot be read. */
  bytes: number[]
  prefix: number
}

export function inOrder(entries: IpEntry[], order: Order): IpEntry[] {
  if (order === 'received') return entries
  return entries
    .map(placeOf)
    .sort(compare)
    .map(({ entry }) => entry)
}

/** The entries that hold the text, as typed. */
export function matching(entries: IpEntry[], text: string): IpEntry[] {
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? entries : entries.filter(({ raw }) => raw.toLowerCase().includes(wanted))
}

function placeOf(entry: IpEntry): Place {
  if (entry.kind === 'unparsable') return { entry, bytes: [], prefix: 0 }
  const [address = '', prefix = '128'] = entry.raw.split('/')
  return { entry, bytes: ipaddr.parse(address).toByteArray(), prefix: Number(prefix) }
}

/** Sorting is stable, so equal places keep the order they came in. */
function compare(a: Place, b: Place): number {
  if (a.bytes.length !== b.bytes.length) {
    if (a.bytes.length === 0 || b.bytes.length === 0) return b.bytes.length - a.bytes.length
    return a.bytes.length - b.bytes.length
  }
  for (const [index, byte] of a.bytes.entries()) {
    const difference = byte - (b.bytes[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.prefix - b.prefix
}
