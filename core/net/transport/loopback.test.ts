import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { isLoopback } from './loopback.ts'

test.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:0:0:1'])(
  '%s is this computer',
  (address) => expect(isLoopback(address)).toBe(true),
)

test.each([
  '0.0.0.0',
  '::',
  '128.0.0.1',
  '126.255.255.255',
  '::2',
  '::ffff:10.0.0.1',
  '::127.0.0.1',
  'fe80::1%lo',
  '',
  'localhost',
])('%j is not', (address) => expect(isLoopback(address)).toBe(false))

test('a socket that does not say where it came out did not come out here', () => {
  expect(isLoopback(undefined)).toBe(false)
})

property.prop([fc.ipV4()], { seed: 8 })('of IPv4 it is what begins with 127, mapped or not', (address) => {
  const isOwn = address.startsWith('127.')
  expect([isLoopback(address), isLoopback(`::ffff:${address}`)]).toEqual([isOwn, isOwn])
})
