import { expect, test } from 'vitest'
import { hexDump, hexRow } from './hex.ts'

const bytes = new Uint8Array([0x7b, 0x00, 0xff, 0x41, 0x7e, 0x7f, 0x20, 0x0a, 0x31, 0x32])

test('a row has its place, its bytes in groups of eight, and what is ASCII of them', () => {
  expect(hexRow(bytes, 0, 16)).toEqual({
    offset: '00000000',
    hex: '7b 00 ff 41 7e 7f 20 0a  31 32                  ',
    ascii: '{..A~. .12',
  })
  expect(hexRow(bytes, 8, 8)).toEqual({ offset: '00000008', hex: '31 32                  ', ascii: '12' })
})

test('a dump has all of them', () => {
  expect(hexDump(new Uint8Array(33)).split('\n')).toHaveLength(3)
  expect(hexDump(new Uint8Array(17)).split('\n')[1]).toMatch(/^00000010 {2}00 {2,}\.$/)
})
