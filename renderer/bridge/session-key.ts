import { TICKET_PATH, ticketIn } from '#contract/pure/host/webhost.ts'

/** `no-key`: this page has none, or not any more. `ticket-dead`: its address was used before, or is too old. */
export type RefusedBecause = 'no-key' | 'ticket-dead'

/** The host did not let this page in. */
export class HostRefused extends Error {
  override name = 'HostRefused'
  readonly because: RefusedBecause

  constructor(because: RefusedBecause) {
    super(because)
    this.because = because
  }
}

/**
 * A reload finds the key again in two halves: one in the tab's storage, which browsers write to their profile, one in
 * the tab's name, which they have in memory only. Neither opens anything alone.
 */
const HALF_ITEM = 'half-a-session-key'

let held: string | undefined
let redeeming: Promise<string> | undefined

/** This page's key for the webhost; got for the ticket in its address, where there is one. */
export async function sessionKey(): Promise<string> {
  const ticket = ticketIn(location.hash)
  if (ticket !== undefined) {
    redeeming ??= redeem(ticket).finally(() => {
      redeeming = undefined
    })
    return redeeming
  }
  held ??= bothHalves()
  if (held === undefined) throw new HostRefused('no-key')
  return held
}

/** The host does not know this key any more. */
export function dropSessionKey(dead: string | null): void {
  if (dead !== held) return
  forgetHeldKey()
  keepInHalves('')
}

/** As a reload does: what is left are the halves. */
export function forgetHeldKey(): void {
  held = undefined
}

/** The address keeps its ticket until the host has answered; then it is used up either way. */
async function redeem(ticket: string): Promise<string> {
  const response = await fetch(`${location.origin}${TICKET_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
  })
  history.replaceState(null, '', location.pathname)
  if (response.ok) {
    const { key } = (await response.json()) as { key: string }
    keepInHalves(key)
    held = key
  }
  // A page that is in already stays in, whatever address it is given.
  held ??= bothHalves()
  if (held === undefined) throw new HostRefused('ticket-dead')
  return held
}

function keepInHalves(key: string): void {
  const middle = key.length / 2
  try {
    sessionStorage.setItem(HALF_ITEM, key.slice(0, middle))
    window.name = key.slice(middle)
  } catch {
    // A browser that keeps nothing for pages: this one is in until it is reloaded.
  }
}

function bothHalves(): string | undefined {
  try {
    const first = sessionStorage.getItem(HALF_ITEM)
    return first && window.name ? first + window.name : undefined
  } catch {
    return undefined
  }
}
