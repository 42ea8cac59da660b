import { describe, expect, test } from 'vitest'
import {
  formatCount,
  formatCountdown,
  formatDay,
  formatDuration,
  formatElapsed,
  formatSize,
  formatTime,
} from './format.ts'

const at = (hours: number, minutes: number, seconds: number, day = 23, year = 2026) =>
  new Date(year, 10, day, hours, minutes, seconds).getTime()

test.each([
  [7_200_000, '2:00:00'],
  [7_199_999, '2:00:00'],
  [5_005_000, '1:23:25'],
  [252_000, '0:04:12'],
  [1, '0:00:01'],
  [0, '0:00:00'],
  [-5, '0:00:00'],
])('%d ms left reads %s', (ms, text) => {
  expect(formatCountdown(ms)).toBe(text)
})

describe('a moment', () => {
  const now = at(15, 0, 0)

  test('of today is only its time', () => {
    expect(formatTime(at(14, 8, 37), now, 'en')).toBe('14:08:37')
    expect(formatTime(at(0, 0, 5), now, 'zh-CN')).toBe('00:00:05')
  })

  test('of another day says which', () => {
    expect(formatTime(at(14, 8, 37, 20), now, 'en')).toBe('20 Nov 14:08:37')
    expect(formatTime(at(14, 8, 37, 20), now, 'zh-CN')).toBe('11月20日 14:08:37')
  })

  test('of another year says that too', () => {
    expect(formatTime(at(14, 8, 37, 23, 2025), now, 'en')).toBe('23 Nov 2025 14:08:37')
  })
})

test('a day is a time today, and a date before', () => {
  const now = new Date(2026, 10, 23, 15, 0, 0).getTime()
  expect(formatDay(new Date(2026, 10, 23, 14, 8, 37).getTime(), now, 'en')).toBe('14:08:37')
  expect(formatDay(new Date(2026, 9, 12, 14, 8, 37).getTime(), now, 'en')).toBe('12 Oct')
  expect(formatDay(new Date(2025, 9, 12).getTime(), now, 'zh-CN')).toBe('2025年10月12日')
})

test.each([
  [0, '0 ms'],
  [0.2, '<1 ms'],
  [63.6, '64 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1240, '1.24 s'],
  [12_500, '12.5 s'],
])('a duration of %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('a running time never shows a tenth that has not passed', () => {
  expect(formatElapsed(499)).toBe('0.4 s')
  expect(formatElapsed(-1)).toBe('0.0 s')
})

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1_048_500, '1023.9 KiB'],
  [1_048_576 - 1, '1.0 MiB'],
  [4 * 1_048_576, '4.0 MiB'],
])('%d bytes read %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})

test('counts are grouped', () => {
  expect(formatCount(3714, 'en')).toBe('3,714')
  expect(formatCount(3714, 'zh-CN')).toBe('3,714')
})
