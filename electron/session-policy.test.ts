import { expect, test } from 'vitest'
import { isAllowed } from './session-policy.ts'

const own = 'app://console'

test('the own page may write to the clipboard and nothing else', () => {
  expect(isAllowed('clipboard-sanitized-write', 'app://console/', own)).toBe(true)
  expect(isAllowed('clipboard-sanitized-write', 'app://console', own)).toBe(true)
})

test.each(['clipboard-read', 'media', 'notifications', 'openExternal', 'fileSystem', 'unknown', 'not-yet-invented'])(
  'the own page may not have %s',
  (permission) => {
    expect(isAllowed(permission, 'app://console/', own)).toBe(false)
  },
)

test.each(['https://console/', 'app://other/', 'null', ''])('%j may have nothing', (url) => {
  expect(isAllowed('clipboard-sanitized-write', url, own)).toBe(false)
})

test('a name inherited by every object is not a permission', () => {
  expect(isAllowed('constructor', 'app://console/', own)).toBe(false)
})
