import { test as property } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestCommonCidr } from './egress.ts'

test.each([
  [['203.0.113.47', '203.0.113.12', '203.0.113.61'], { cidr: '203.0.113.0/26', addresses: 64 }],
  [['203.0.113.6', '203.0.113.7'], { cidr: '203.0.113.6/31', addresses: 2 }],
  [['203.0.113.127', '203.0.113.128'], { cidr: '203.0.113.0/24', addresses: 256 }],
  [['10.1.0.1', '10.1.255.1'], { cidr: '10.1.0.0/16', addresses: 65_536 }],
  [['10.1.0.1', '10.2.0.1'], undefined],
  [['203.0.113.6'], undefined],
  [['203.0.113.6', '203.0.113.6'], undefined],
  [['203.0.113.6', '2001:db8::1'], undefined],
  [[], undefined],
])('the smallest network of %j is %o', (ips, network) => {
  expect(smallestCommonCidr(ips)).toEqual(network)
})

const octet = fc.nat(255)
/** Addresses of one /16, so that there is a common network. */
const neighbours = fc.uniqueArray(
  fc.tuple(octet, octet).map(([c, d]) => `198.51.${c}.${d}`),
  { minLength: 2, maxLength: 12 },
)
const numberOf = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const networkOf = (ip: string, prefix: number) => Math.floor(numberOf(ip) / 2 ** (32 - prefix))

property.prop([neighbours])('every address is in it, and no smaller network holds them all', (ips) => {
  const { cidr, addresses } = smallestCommonCidr(ips) ?? { cidr: '', addresses: 0 }
  const [base = '', bits = ''] = cidr.split('/')
  const prefix = Number(bits)
  expect(addresses).toBe(2 ** (32 - prefix))
  expect(numberOf(base) % addresses).toBe(0)
  expect(new Set([base, ...ips].map((ip) => networkOf(ip, prefix))).size).toBe(1)
  expect(new Set(ips.map((ip) => networkOf(ip, prefix + 1))).size).toBeGreaterThan(1)
})
