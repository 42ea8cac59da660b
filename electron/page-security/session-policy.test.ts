import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { isAllowed, restrictSession } from './session-policy.ts'

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

type Check = (contents: unknown, permission: string, origin: string) => boolean
type Request = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: { requestingUrl: string },
) => void

/** A session before anybody restricts it: it allows everything. */
class FakeSession extends EventEmitter {
  check: Check = () => true
  request: Request = (_contents, _permission, callback) => callback(true)
  device: (details: object) => boolean = () => true
  spellChecks = true
  setPermissionCheckHandler(handler: Check) {
    this.check = handler
  }
  setPermissionRequestHandler(handler: Request) {
    this.request = handler
  }
  setDevicePermissionHandler(handler: (details: object) => boolean) {
    this.device = handler
  }
  setSpellCheckerEnabled(enabled: boolean) {
    this.spellChecks = enabled
  }
}

function restricted(): FakeSession {
  const session = new FakeSession()
  restrictSession(session as unknown as Session, own)
  return session
}

/** Most ask for a permission by a URL, and are checked by an origin. */
function answers(session: FakeSession, permission: string, url: string): boolean[] {
  const asked = vi.fn()
  session.request({}, permission, asked, { requestingUrl: url })
  return [session.check(null, permission, url), ...asked.mock.calls.flat()]
}

test.each([
  ['clipboard-sanitized-write', 'app://console/', true],
  ['clipboard-sanitized-write', 'https://elsewhere.test/', false],
  ['clipboard-sanitized-write', 'about:blank', false],
  ['clipboard-sanitized-write', 'blob:app://console/0-1', false],
  ['clipboard-read', 'app://console/', false],
  ['media', 'app://console/', false],
  ['not-yet-invented', 'app://console/', false],
])('%s for %s: %s, asked for and checked', (permission, url, allowed) => {
  expect(answers(restricted(), permission, url)).toEqual([allowed, allowed])
})

test('no device, and nobody reads what is typed', () => {
  const session = restricted()
  expect(session.device({ deviceType: 'usb', origin: own })).toBe(false)
  expect(session.spellChecks).toBe(false)
})

test.each([
  ['blob:app://console/0-1', true],
  ['blob:https://elsewhere.test/0-1', false],
  ['blob:null/0-1', false],
  ['https://elsewhere.test/a.exe', false],
  ['app://console/index.html', false],
  ['data:text/plain,a', false],
  ['data:app://console/', false],
])('%s may be saved: %s', (url, allowed) => {
  const preventDefault = vi.fn()
  restricted().emit('will-download', { preventDefault }, { getURL: () => url })
  expect(preventDefault).toHaveBeenCalledTimes(allowed ? 0 : 1)
})
