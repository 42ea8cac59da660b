import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { parseIpList } from './parse.ts'

const kindOf = (raw: string) => parseIpList([raw]).entries[0]?.kind

test.each([
  ['106.55.206.146', 'ipv4', 1],
  ['42.192.6.0/24', 'cidr4', 256],
  ['101.226.103.0/25', 'cidr4', 128],
  ['101.226.103.9/25', 'cidr4', 128],
  ['0.0.0.0/0', 'cidr4', 2 ** 32],
  ['2402:4e00::1', 'ipv6', 1],
  ['::ffff:1.2.3.4', 'ipv6', 1],
  ['2402:4e00::/96', 'cidr6', 2 ** 32],
] as const)('%s is %s', (raw, kind, addresses) => {
  expect(parseIpList([raw]).entries).toEqual([{ raw, kind, addresses, times: 1 }])
})

test('a range of more addresses than a number can count has none', () => {
  expect(parseIpList(['2402:4e00::/32']).entries).toEqual([{ raw: '2402:4e00::/32', kind: 'cidr6', times: 1 }])
})

test.each(['', '010.1.1.1', '1.2.3', '1.2.3.4/33', '1.2.3.4/', '1.2.3.0/24/1', '1.2.3.*', '1.2.3.4:80', 'x', '0x7f.1'])(
  '%j is kept and marked',
  (raw) => {
    expect(kindOf(raw)).toBe('unparsable')
  },
)

test('order is kept, duplicates are counted, overlaps cover once', () => {
  const list = parseIpList(['42.192.6.0/24', '42.192.0.0/24', '42.192.6.7', '42.192.6.0/24', 'junk'])
  expect(list.entries.map((entry) => [entry.raw, entry.times])).toEqual([
    ['42.192.6.0/24', 2],
    ['42.192.0.0/24', 1],
    ['42.192.6.7', 1],
    ['junk', 1],
  ])
  expect(list.addresses).toBe(512)
})

const octet = fc.integer({ min: 0, max: 255 })
/** Inside one /24 at most, so that counting one by one stays small. */
const entry = fc
  .tuple(fc.integer({ min: 0, max: 2 }), octet, fc.option(fc.integer({ min: 24, max: 32 })))
  .map(([third, last, prefix]) => `10.0.${third}.${last}${prefix === null ? '' : `/${prefix}`}`)

test.prop([fc.array(entry)], { seed: 7 })('covers what counting every address by hand covers', (raw) => {
  const all = new Set<string>()
  for (const text of raw) {
    const [address = '', prefix = '32'] = text.split('/')
    const [, , third, last] = address.split('.').map(Number)
    const size = 2 ** (32 - Number(prefix))
    const first = Number(last) - (Number(last) % size)
    for (let n = first; n < first + size; n++) all.add(`${third}.${n}`)
  }
  expect(parseIpList(raw).addresses).toBe(all.size)
})

test.prop([fc.array(fc.oneof(entry, fc.string()))], { seed: 8 })('loses nothing', (raw) => {
  const { entries } = parseIpList(raw)
  expect(entries.flatMap(({ raw: text, times }) => Array(times).fill(text)).sort()).toEqual([...raw].sort())
})
