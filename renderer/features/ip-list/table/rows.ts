import type { IpEntry } from '#contract/ip-list.ts'
import { comparePlaces, type Place, placeOf } from './place.ts'

/** `address`: by number, IPv4 before IPv6, what cannot be read last. `received`: as WeChat sent it. */
export type Order = 'address' | 'received'
export type Family = 'all' | 'ipv4' | 'ipv6'

/** An entry with where it stands, and what became of it since the list before. */
export interface Row {
  entry: IpEntry
  place: Place | undefined
  change?: 'new' | 'gone'
}

/** The rows of a list in order. With the list `before`, what is new and what is gone is marked. */
export function rowsOf(entries: IpEntry[], before: IpEntry[] | undefined, order: Order): Row[] {
  const rows = before ? compared(entries, before) : entries.map((entry) => rowOf(entry))
  // Sorting is stable, so equal places keep the order they came in.
  return order === 'received' ? rows : rows.sort((a, b) => comparePlaces(a.place, b.place))
}

function compared(entries: IpEntry[], before: IpEntry[]): Row[] {
  const known = new Set(before.map(({ raw }) => raw))
  const present = new Set(entries.map(({ raw }) => raw))
  return [
    ...entries.map((entry) => rowOf(entry, known.has(entry.raw) ? undefined : 'new')),
    ...before.filter(({ raw }) => !present.has(raw)).map((entry) => rowOf(entry, 'gone')),
  ]
}

function rowOf(entry: IpEntry, change?: Row['change']): Row {
  return { entry, place: placeOf(entry), ...(change && { change }) }
}

/** The blocks that a list merges into, as rows of their own. */
export function blockRows(blocks: string[]): Row[] {
  return blocks.map((raw) => {
    const [address = '', prefix] = raw.split('/')
    const isSix = address.includes(':')
    const bits = isSix ? 128 : 32
    const kind = prefix === undefined ? (isSix ? 'ipv6' : 'ipv4') : isSix ? 'cidr6' : 'cidr4'
    return rowOf({ raw, kind, addresses: 2 ** (bits - Number(prefix ?? bits)), times: 1 })
  })
}

/** The rows of a family; what cannot be read belongs to none. */
export function ofFamily(rows: Row[], family: Family): Row[] {
  if (family === 'all') return rows
  const wanted = family === 'ipv4' ? 4 : 6
  return rows.filter(({ place }) => place?.family === wanted)
}

/** The rows that hold the text, as typed. */
export function matching(rows: Row[], text: string): Row[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return rows
  const { all, ends } = haystackOf(rows)
  const found: Row[] = []
  let index = 0
  for (let at = all.indexOf(wanted); at !== -1; at = all.indexOf(wanted, ends[index])) {
    while ((ends[index] ?? all.length) < at) index++
    const row = rows[index]
    if (row) found.push(row)
  }
  return found
}

/** The same rows, made ready for being searched before the first key is pressed. */
export function prepared(rows: Row[]): Row[] {
  haystackOf(rows)
  return rows
}

/** All texts in one, a line each, and where the lines end: 100,000 short texts one by one take many times as long. */
interface Haystack {
  all: string
  ends: number[]
}

const haystacks = new WeakMap<Row[], Haystack>()

function haystackOf(rows: Row[]): Haystack {
  const known = haystacks.get(rows)
  if (known) return known
  const lines = rows.map(({ entry }) => entry.raw.replaceAll('\n', ' ').toLowerCase())
  let end = -1
  const ends = lines.map((line) => {
    end += line.length + 1
    return end
  })
  const made = { all: lines.join('\n'), ends }
  haystacks.set(rows, made)
  return made
}
