import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import type { IpEntry } from '#contract/ip-list.ts'
import { comparePlaces, placeOf, rangeOf } from './place.ts'
import { matching, ofFamily, type Row, rowsOf } from './rows.ts'

const entry = (raw: string, kind: IpEntry['kind'], more: Partial<IpEntry> = {}): IpEntry => ({
  raw,
  kind,
  times: 1,
  ...more,
})
const shown = (rows: Row[]) => rows.map((row) => row.entry.raw + (row.change ? ` ${row.change}` : ''))

const received = [
  entry('106.55.206.211', 'ipv4'),
  entry('what?', 'unparsable'),
  entry('2402:4e00::1', 'ipv6'),
  entry('42.192.6.0/24', 'cidr4'),
  entry('42.192.6.0/23', 'cidr4'),
  entry('9.1.1.1', 'ipv4'),
]

test('addresses stand in numeric order, unreadable entries last', () => {
  expect(shown(rowsOf(received, undefined, 'address'))).toEqual([
    '9.1.1.1',
    '42.192.6.0/23',
    '42.192.6.0/24',
    '106.55.206.211',
    '2402:4e00::1',
    'what?',
  ])
})

test('as received is as received', () => {
  expect(shown(rowsOf(received, undefined, 'received'))).toEqual(received.map(({ raw }) => raw))
})

test('what is new is marked, what is gone stands where it stood', () => {
  const before = [
    entry('101.226.90.0/24', 'cidr4'),
    entry('9.1.1.1', 'ipv4'),
    entry('42.192.6.0/24', 'cidr4'),
    entry('nothing', 'unparsable'),
    entry('2402:4e00::1', 'ipv6'),
  ]
  expect(shown(rowsOf(received, before, 'address'))).toEqual([
    '9.1.1.1',
    '42.192.6.0/23 new',
    '42.192.6.0/24',
    '101.226.90.0/24 gone',
    '106.55.206.211 new',
    '2402:4e00::1',
    'what? new',
    'nothing gone',
  ])
  expect(shown(rowsOf(received, before, 'received')).slice(-2)).toEqual(['101.226.90.0/24 gone', 'nothing gone'])
})

test('a search finds parts of an entry', () => {
  const rows = rowsOf(received, undefined, 'received')
  expect(shown(matching(rows, ' 206.2 '))).toEqual(['106.55.206.211'])
  expect(shown(matching(rows, '4E00'))).toEqual(['2402:4e00::1'])
  expect(matching(rows, '')).toBe(rows)
})

test('a family leaves out the other and what belongs to none', () => {
  const rows = rowsOf(received, undefined, 'address')
  expect(shown(ofFamily(rows, 'ipv6'))).toEqual(['2402:4e00::1'])
  expect(ofFamily(rows, 'ipv4')).toHaveLength(4)
  expect(ofFamily(rows, 'all')).toBe(rows)
})

test.each([
  [entry('101.226.103.0/25', 'cidr4'), '101.226.103.0 – 101.226.103.127'],
  [
    entry('81.69.229.77/24', 'cidr4', { unusual: 'host-bits', readAs: '81.69.229.0/24' }),
    '81.69.229.0 – 81.69.229.255',
  ],
  [entry('0.0.0.0/0', 'cidr4'), '0.0.0.0 – 255.255.255.255'],
  [entry('9.1.1.1/32', 'cidr4'), undefined],
  [entry('9.1.1.1', 'ipv4'), undefined],
  [entry('2402:4e00::/32', 'cidr6'), undefined],
  [entry('what?', 'unparsable'), undefined],
])('the range of $raw', (one, range) => {
  const place = placeOf(one)
  expect(place && rangeOf(place)).toBe(range)
})

const someEntries = fc
  .uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6()))
  .map((all) => all.map((raw) => entry(raw, raw.includes(':') ? 'ipv6' : 'ipv4')))

property.prop([someEntries, someEntries], { seed: 20261123 })(
  'rows in order lose nothing and stay in order',
  (now, before) => {
    const rows = rowsOf(now, before, 'address')
    const all = new Set([...now, ...before].map(({ raw }) => raw))
    expect(rows.map((row) => row.entry.raw).sort()).toEqual([...all].sort())
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1]
      if (next) expect(comparePlaces(row.place, next.place)).toBeLessThanOrEqual(0)
    }
  },
)

const anyText = fc.oneof(fc.ipV4(), fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }))

property.prop([fc.array(anyText), anyText], { seed: 20261123 })(
  'a search finds what each row by itself holds',
  (raws, text) => {
    const rows = rowsOf(
      raws.map((raw) => entry(raw, 'unparsable')),
      undefined,
      'received',
    )
    const wanted = text.trim().toLowerCase()
    const expected = rows.filter((row) => row.entry.raw.replaceAll('\n', ' ').toLowerCase().includes(wanted))
    // A line end cannot be typed.
    fc.pre(!wanted.includes('\n'))
    expect(matching(rows, text)).toEqual(expected)
  },
)
