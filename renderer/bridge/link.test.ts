import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TICKET_PATH } from '#contract/pure/host/webhost.ts'
import { openLink } from './link.ts'
import { dropSessionKey, forgetHeldKey, HostRefused, sessionKey } from './session-key.ts'

const KEY = `${'a'.repeat(43)}${'b'.repeat(43)}`

/** A host that knows one ticket, once, and one key. */
function startHost(ticket: string) {
  let known: string | undefined = ticket
  const redeemed: string[] = []
  vi.stubGlobal('fetch', async (input: string | Request, init: RequestInit = {}) => {
    if (input instanceof Request) return new Response(null, { status: 401 })
    expect(input).toBe(`${location.origin}${TICKET_PATH}`)
    const asked = (JSON.parse(String(init.body)) as { ticket: string }).ticket
    redeemed.push(asked)
    if (asked !== known) return new Response('used', { status: 401 })
    known = undefined
    return Response.json({ key: KEY })
  })
  return redeemed
}

beforeEach(() => {
  sessionStorage.clear()
  window.name = ''
  forgetHeldKey()
})
afterEach(() => {
  vi.unstubAllGlobals()
  history.replaceState(null, '', '/')
})

test('a ticket is exchanged once, leaves the address bar, and a reload finds the key again', async () => {
  const redeemed = startHost('t1cket')
  history.replaceState(null, '', '/#ticket=t1cket')
  expect(await Promise.all([sessionKey(), sessionKey()])).toEqual([KEY, KEY])
  expect(redeemed).toEqual(['t1cket'])
  expect(location.href).not.toContain('t1cket')
  forgetHeldKey()
  expect(await sessionKey()).toBe(KEY)
})

test('neither place holds more than half of the key, and each alone opens nothing', async () => {
  startHost('t1cket')
  history.replaceState(null, '', '/#ticket=t1cket')
  await sessionKey()
  const stored = JSON.stringify({ ...sessionStorage, ...localStorage })
  expect(stored).toContain(KEY.slice(0, 43))
  expect(stored).not.toContain(KEY.slice(0, 44))
  expect(stored).not.toContain(KEY.slice(43))
  forgetHeldKey()
  window.name = ''
  await expect(sessionKey()).rejects.toThrow(new HostRefused('no-key'))
  window.name = KEY.slice(43)
  sessionStorage.clear()
  await expect(sessionKey()).rejects.toThrow(new HostRefused('no-key'))
})

test('a used ticket is told from a missing key, and does not throw out a page that is in', async () => {
  startHost('t1cket')
  history.replaceState(null, '', '/#ticket=used')
  await expect(sessionKey()).rejects.toThrow(new HostRefused('ticket-dead'))
  await expect(sessionKey()).rejects.toThrow(new HostRefused('no-key'))
  history.replaceState(null, '', '/#ticket=t1cket')
  await sessionKey()
  history.replaceState(null, '', '/#ticket=t1cket')
  expect(await sessionKey()).toBe(KEY)
})

test('a host that does not answer leaves the ticket where it is, for the next try', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
  history.replaceState(null, '', '/#ticket=t1cket')
  await expect(sessionKey()).rejects.toThrow(TypeError)
  expect(location.hash).toBe('#ticket=t1cket')
  startHost('t1cket')
  expect(await sessionKey()).toBe(KEY)
})

test('a key that the host refuses is dropped, from both places', async () => {
  startHost('t1cket')
  history.replaceState(null, '', '/#ticket=t1cket')
  await sessionKey()
  dropSessionKey('the key before')
  expect(await sessionKey()).toBe(KEY)
  const call = openLink().call(['host', 'issueTicket'], undefined, { context: {} })
  await expect(call).rejects.toThrow(HostRefused)
  await expect(sessionKey()).rejects.toThrow(new HostRefused('no-key'))
  expect([sessionStorage.getItem('half-a-session-key'), window.name]).toEqual(['', ''])
})

test('without key and ticket nothing is called', async () => {
  const fetched = vi.fn()
  vi.stubGlobal('fetch', fetched)
  const call = openLink().call(['host', 'issueTicket'], undefined, { context: {} })
  await expect(call).rejects.toThrow(HostRefused)
  expect(fetched).not.toHaveBeenCalled()
})
