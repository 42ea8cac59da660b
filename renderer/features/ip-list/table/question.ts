import { covers, dotted, type Place, place4, place6 } from './place.ts'
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

const octet = '(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])'
const four = new RegExp(`^${octet}(\\.${octet}){3}$`)
const MAPPED = 0xffffn << 32n

/** Logs of dual-stack servers write IPv4 addresses as `::ffff:1.2.3.4`; they are asked about as what they are. */
function questionOf(text: string): Question | undefined {
  const [address = '', prefix, ...more] = text.split('/')
  if (more.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined
  const isFour = four.test(address)
  if (Number(prefix ?? 0) > (isFour ? 32 : 128)) return undefined
  if (isFour) return { asked: text, place: place4(address, prefix) }
  if (!URL.canParse(`http://[${address}]`)) return undefined
  const place = place6(address, prefix)
  const mapped = BigInt(place.first) - MAPPED
  if (prefix !== undefined || mapped < 0n || mapped > 0xffff_ffffn) return { asked: text, place }
  const inside: Place = { family: 4, first: Number(mapped), last: Number(mapped) }
  return { asked: dotted(Number(mapped)), place: inside }
}
