import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import type { IpEntry } from '#contract/ip-list.ts'
import { find } from './question.ts'
import { rowsOf } from './rows.ts'

const entry = (raw: string, kind: IpEntry['kind'], more: Partial<IpEntry> = {}): IpEntry => ({
  raw,
  kind,
  times: 1,
  ...more,
})
const rows = rowsOf(
  [
    entry('101.226.0.0/16', 'cidr4', { addresses: 65_536 }),
    entry('101.226.103.0/25', 'cidr4', { addresses: 128 }),
    entry('106.55.206.146', 'ipv4', { addresses: 1 }),
    entry('81.69.229.77/24', 'cidr4', { addresses: 256, unusual: 'host-bits', readAs: '81.69.229.0/24' }),
    entry('::ffff:9.9.9.9', 'ipv4', { addresses: 1, unusual: 'ipv4-mapped', readAs: '9.9.9.9' }),
    entry('what?', 'unparsable'),
    entry('2402:4e00::/32', 'cidr6', { addresses: 2 ** 96 }),
  ],
  [entry('8.8.8.0/24', 'cidr4', { addresses: 256 })],
  'received',
)

test.each([
  ['101.226.103.7', '101.226.103.7', ['101.226.103.0/25', '101.226.0.0/16']],
  [' 106.55.206.146 ', '106.55.206.146', ['106.55.206.146']],
  ['101.226.103.200', '101.226.103.200', ['101.226.0.0/16']],
  ['101.226.103.64/26', '101.226.103.64/26', ['101.226.103.0/25', '101.226.0.0/16']],
  ['101.0.0.0/8', '101.0.0.0/8', []],
  ['1.2.3.4', '1.2.3.4', []],
  ['::ffff:101.226.103.200', '101.226.103.200', ['101.226.0.0/16']],
  ['81.69.229.1', '81.69.229.1', ['81.69.229.77/24']],
  ['9.9.9.9', '9.9.9.9', ['::ffff:9.9.9.9']],
  ['2402:4E00::9', '2402:4E00::9', ['2402:4e00::/32']],
  ['::', '::', []],
])('%s: %s is held by %j', (text, asked, entries) => {
  expect(find(rows, text)).toEqual({ rows, answer: { kind: 'known', asked, entries } })
})

test('what is gone holds nothing any more', () => {
  expect(find(rows, '8.8.8.8').answer).toEqual({ kind: 'known', asked: '8.8.8.8', entries: [] })
})

test.each(['101.226.103', '106.55', 'what', '4E00'])('“%s” is searched for', (text) => {
  const found = find(rows, text)
  expect(found.rows.length).toBeGreaterThan(0)
  expect(found.rows.length).toBeLessThan(rows.length)
  expect(found.answer).toBeUndefined()
})

test.each([
  '101.226.103.300',
  '1.2.3.4.5',
  '010.1.1.1',
  '1.2.3.4/33',
  '1.2.3.4/',
  '::1/129',
  'fe80::1%eth0',
  'mp.weixin.qq.com',
])('“%s” is in no entry, and no address', (text) => {
  expect(find(rows, text)).toEqual({ rows: [], answer: { kind: 'not-an-address', text } })
})

test('an empty search box asks nothing, nor does anything of an empty list', () => {
  expect(find(rows, ' ')).toEqual({ rows })
  expect(find([], 'x')).toEqual({ rows: [] })
})

property.prop([fc.ipV4(), fc.nat(32)], { seed: 20261123 })(
  'an address is in each segment around it',
  (address, prefix) => {
    const raw = `${address}/${prefix}`
    expect(find(rowsOf([entry(raw, 'cidr4')], undefined, 'address'), address).answer).toMatchObject({ entries: [raw] })
  },
)

property.prop([fc.ipV6(), fc.nat(128)], { seed: 20261123 })('also in IPv6', (address, prefix) => {
  const raw = `${address}/${prefix}`
  const { answer } = find(rowsOf([entry(raw, 'cidr6')], undefined, 'address'), `${address}/128`)
  expect(answer).toMatchObject({ entries: [raw] })
})
