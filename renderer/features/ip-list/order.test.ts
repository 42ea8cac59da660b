import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import type { IpEntry } from '../../../contract/ip-list.ts'
import { inOrder, matching } from './order.ts'

const entry = (raw: string, kind: IpEntry['kind']): IpEntry => ({ raw, kind, times: 1 })
const rawOf = (entries: IpEntry[]) => entries.map(({ raw }) => raw)

const received = [
  entry('106.55.206.211', 'ipv4'),
  entry('what?', 'unparsable'),
  entry('2402:4e00::1', 'ipv6'),
  entry('42.192.6.0/24', 'cidr4'),
  entry('42.192.6.0/23', 'cidr4'),
  entry('9.1.1.1', 'ipv4'),
]

test('addresses stand in numeric order, unreadable entries last', () => {
  expect(rawOf(inOrder(received, 'address'))).toEqual([
    '9.1.1.1',
    '42.192.6.0/23',
    '42.192.6.0/24',
    '106.55.206.211',
    '2402:4e00::1',
    'what?',
  ])
})

test('as received is as received', () => {
  expect(inOrder(received, 'received')).toBe(received)
})

test('a search finds parts of an entry', () => {
  expect(rawOf(matching(received, ' 206.2 '))).toEqual(['106.55.206.211'])
  expect(rawOf(matching(received, '4E00'))).toEqual(['2402:4e00::1'])
  expect(matching(received, '')).toHaveLength(received.length)
})

property.prop([fc.array(fc.ipV4())], { seed: 20261123 })('ordering loses and adds nothing', (addresses) => {
  const entries = addresses.map((raw) => entry(raw, 'ipv4'))
  expect(rawOf(inOrder(entries, 'address')).sort()).toEqual([...addresses].sort())
})
