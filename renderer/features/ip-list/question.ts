import ipaddr from 'ipaddr.js'
import { covers, type Place, place4, place6 } from './place.ts'
import { matching, type Row } from './rows.ts'

/** What there is to say to a text in the search box. `entries` hold all that was asked about, the smallest first. */
export type Answer = { kind: 'known'; asked: string; entries: string[] } | { kind: 'not-an-address'; text: string }

/** The rows to show for a text, and the answer if it asks something. */
export interface Found {
  rows: Row[]
  answer?: Answer
}

/**
 * A whole address or segment asks whether it is in the list, which then stays as it is. Any other text is searched
 * for; when nothing holds it, it may have been meant as an address.
 */
export function find(rows: Row[], text: string): Found {
  const asked = text.trim()
  const question = questionOf(asked)
  if (question) return { rows, answer: { kind: 'known', ...answerTo(question, rows) } }
  const found = matching(rows, asked)
  return found.length === 0 && asked !== '' && rows.length > 0
    ? { rows: found, answer: { kind: 'not-an-address', text: asked } }
    : { rows: found }
}

interface Question {
  asked: string
  place: Place
}

/** What is gone holds nothing any more. */
function answerTo({ asked, place }: Question, rows: Row[]): { asked: string; entries: string[] } {
  const holders = rows.filter((row) => row.change !== 'gone' && row.place !== undefined && covers(row.place, place))
  const size = (row: Row) => row.entry.addresses ?? 0
  return { asked, entries: holders.sort((a, b) => size(a) - size(b)).map(({ entry }) => entry.raw) }
}

/** Logs of dual-stack servers write IPv4 addresses as `::ffff:1.2.3.4`; they are asked about as what they are. */
function questionOf(text: string): Question | undefined {
  const [address = '', prefix, ...more] = text.split('/')
  if (more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return Number(prefix ?? 0) > 32 ? undefined : { asked: text, place: place4(address, prefix) }
  }
  if (!ipaddr.IPv6.isValid(address) || address.includes('%') || Number(prefix ?? 0) > 128) return undefined
  const six = ipaddr.IPv6.parse(address)
  if (!six.isIPv4MappedAddress() || prefix !== undefined) return { asked: text, place: place6(address, prefix) }
  const four = six.toIPv4Address().toString()
  return { asked: four, place: place4(four) }
}
