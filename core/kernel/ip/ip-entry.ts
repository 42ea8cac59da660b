import ipaddr from 'ipaddr.js'
import type { IpEntry } from '#contract/ip-list.ts'
import { type AddressSet, unionOf } from './address-set.ts'
import { bitsOf, countOf, type IpRange, networkOf, spell } from './range.ts'

/** What an IP list says, entry by entry. */
export interface ParsedIpList {
  /** Distinct entries in the order they first came. */
  entries: IpEntry[]
  /** The union of the readable entries. */
  addresses: AddressSet
}

/**
 * Reads the entries of `ip_list`: IPv4, IPv6 and CIDR, unsorted, with duplicates (the documentation speaks of addresses
 * "or segments"). An unreadable entry is kept and marked, never dropped; nothing is rewritten.
 */
export function parseIpList(raw: string[]): ParsedIpList {
  const known = parsed.get(raw)
  if (known) return known
  const list = parse(raw)
  parsed.set(raw, list)
  return list
}

/** Whether an entry can be read; cheaper than parsing it. */
export function isAddressOrNetwork(raw: string): boolean {
  return PLAIN.test(raw) || read(raw).range !== undefined
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
/** What WeChat's entries look like. */
const PLAIN = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}(?:/(?:3[0-2]|[12]?\\d))?$`)

/** Parsed lists are cached: a long list takes a good part of a second and is parsed again and again. */
const parsed = new WeakMap<string[], ParsedIpList>()

function parse(raw: string[]): ParsedIpList {
  const times = new Map<string, number>()
  for (const entry of raw) times.set(entry, (times.get(entry) ?? 0) + 1)
  const ranges: IpRange[] = []
  const entries = [...times].map(([entry, count]): IpEntry => {
    const { range, ...reading } = read(entry)
    if (range) ranges.push(range)
    return { raw: entry, ...reading, ...(range && { addresses: countOf([range]) }), times: count }
  })
  return { entries, addresses: unionOf(ranges) }
}

type Reading = Pick<IpEntry, 'kind' | 'unusual' | 'readAs'> & { range?: IpRange }

/** The longest network has 49 characters; longer entries are not parsed. */
const MAX_ENTRY = 64
const UNREADABLE: Reading = { kind: 'unparsable' }
/** Some programs read it as octal, others as decimal: guessing could let the wrong address in. */
const AMBIGUOUS: Reading = { kind: 'unparsable', unusual: 'leading-zeros' }
/** `::ffff:0:0/96` */
const MAPPED_BITS = 96

function read(raw: string): Reading {
  if (raw.length > MAX_ENTRY) return UNREADABLE
  const [address = '', prefix, ...more] = raw.split('/')
  const bytes = bytesOf(address)
  const isPrefix = prefix === undefined || /^\d{1,3}$/.test(prefix)
  if (more.length > 0 || !isPrefix) return UNREADABLE
  if (!bytes) return hasLeadingZeros(address) ? AMBIGUOUS : UNREADABLE
  if (prefix !== undefined && /^0\d/.test(prefix)) return AMBIGUOUS
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix)
  if (bits > bytes.length * 8) return UNREADABLE

  const isMapped = bytes.length === 16 && bits >= MAPPED_BITS && ipaddr.fromByteArray(bytes).range() === 'ipv4Mapped'
  const meant = isMapped ? bytes.slice(12) : bytes
  const range = networkOf(meant, isMapped ? bits - MAPPED_BITS : bits)
  const kind = `${prefix === undefined ? 'ipv' : 'cidr'}${range.family}` as const
  if (isMapped) {
    const readAs = prefix === undefined ? spell(range.family, range.first) : cidr(range)
    return { kind, unusual: 'ipv4-mapped', readAs, range }
  }
  const hasHostBits = range.first !== range.last && networkOf(meant, bitsOf(range.family)).first !== range.first
  return hasHostBits ? { kind, unusual: 'host-bits', readAs: cidr(range), range } : { kind, range }
}

function bytesOf(address: string): number[] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).toByteArray()
  // A zone names an interface of one machine; an IPv4 tail is held to the same rules as an address.
  const tail = address.slice(address.lastIndexOf(':') + 1)
  if (address.includes('%') || (tail.includes('.') && !ipaddr.IPv4.isValidFourPartDecimal(tail))) return undefined
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toByteArray() : undefined
}

/** Four decimal parts of which one begins with a zero that is not its whole. */
function hasLeadingZeros(address: string): boolean {
  const parts = address.slice(address.lastIndexOf(':') + 1).split('.')
  return parts.length === 4 && parts.every((part) => /^\d+$/.test(part)) && parts.some((part) => /^0\d/.test(part))
}

function cidr({ family, first, last }: IpRange): string {
  const hostBits = (last - first).toString(2).replace(/^0$/, '').length
  return `${spell(family, first)}/${bitsOf(family) - hostBits}`
}
