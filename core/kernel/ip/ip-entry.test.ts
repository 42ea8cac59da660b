import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { isAddressOrNetwork, parseIpList } from './ip-entry.ts'
import { countOf } from './range.ts'
import { anyEntry, entry4 } from './testing/arbitraries.ts'

const only = (raw: string) => parseIpList([raw]).entries[0]

test.each([
  ['106.55.206.146', 'ipv4', 1],
  ['42.192.6.0/24', 'cidr4', 256],
  ['101.226.103.0/25', 'cidr4', 128],
  ['0.0.0.0/0', 'cidr4', 2 ** 32],
  ['2402:4e00::1', 'ipv6', 1],
  ['2402:4E00:0:0::0001', 'ipv6', 1],
  ['2402:4e00::/96', 'cidr6', 2 ** 32],
  ['2402:4e00::/32', 'cidr6', 2 ** 96],
] as const)('%s is %s', (raw, kind, addresses) => {
  expect(only(raw)).toEqual({ raw, kind, addresses, times: 1 })
})

test.each([
  ['101.226.103.9/25', 'cidr4', 'host-bits', '101.226.103.0/25', 128],
  ['2402:4e00::1/96', 'cidr6', 'host-bits', '2402:4e00::/96', 2 ** 32],
  ['::ffff:1.2.3.4', 'ipv4', 'ipv4-mapped', '1.2.3.4', 1],
  ['::ffff:102:304', 'ipv4', 'ipv4-mapped', '1.2.3.4', 1],
  ['::ffff:1.2.3.9/120', 'cidr4', 'ipv4-mapped', '1.2.3.0/24', 256],
] as const)('%s is %s with %s, read as %s', (raw, kind, unusual, readAs, addresses) => {
  expect(only(raw)).toEqual({ raw, kind, unusual, readAs, addresses, times: 1 })
})

test.each(['010.1.1.1', '101.226.103.07', '::ffff:010.1.1.1', '1.2.3.0/024'])(
  '%s may be octal, so it is not read, and it says why',
  (raw) => {
    expect(only(raw)).toEqual({ raw, kind: 'unparsable', unusual: 'leading-zeros', times: 1 })
  },
)

test.each([
  '',
  ' 1.2.3.4',
  '1.2.3',
  '1.2.3.4/33',
  '1.2.3.4/',
  '1.2.3.0/24/1',
  '1.2.3.*',
  '1.2.3.4:80',
  'x',
  '0x7f.1',
  'fe80::1%eth0',
  '::1/129',
])('%j is kept and marked', (raw) => {
  expect(only(raw)).toEqual({ raw, kind: 'unparsable', times: 1 })
})

test('order is kept, duplicates are counted, overlaps cover once', () => {
  const { entries, addresses } = parseIpList(['42.192.6.0/24', '42.192.0.0/24', '42.192.6.7', '42.192.6.0/24', 'junk'])
  expect(entries.map((entry) => [entry.raw, entry.times])).toEqual([
    ['42.192.6.0/24', 2],
    ['42.192.0.0/24', 1],
    ['42.192.6.7', 1],
    ['junk', 1],
  ])
  expect(countOf(addresses)).toBe(512)
})

test.prop([fc.array(entry4)], { seed: 7 })('covers what counting every address by hand covers', (raw) => {
  const all = new Set<string>()
  for (const text of raw) {
    const [address = '', prefix = '32'] = text.split('/')
    const [, , third, last] = address.split('.').map(Number)
    const size = 2 ** (32 - Number(prefix))
    const first = Number(last) - (Number(last) % size)
    for (let n = first; n < first + size; n++) all.add(`${third}.${n}`)
  }
  expect(countOf(parseIpList(raw).addresses)).toBe(all.size)
})

test.prop([fc.array(anyEntry)], { seed: 8 })('loses nothing', (raw) => {
  const { entries } = parseIpList(raw)
  expect(entries.flatMap(({ raw: text, times }) => Array(times).fill(text)).sort()).toEqual([...raw].sort())
})

test.prop([fc.array(anyEntry)], { seed: 9 })(
  'can say of each entry whether it can be read, without reading it',
  (raw) => {
    const readable = new Map(parseIpList(raw).entries.map((entry) => [entry.raw, entry.kind !== 'unparsable']))
    for (const entry of raw) expect([entry, isAddressOrNetwork(entry)]).toEqual([entry, readable.get(entry)])
  },
)
