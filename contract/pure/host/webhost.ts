/** The path where a page exchanges its ticket for a session key: POST `{ ticket }`, reply `{ key }`. */
export const TICKET_PATH = '/ticket'
/** The header of every call, with the session key of the page. */
export const SESSION_KEY_HEADER = 'x-session-key'
/** Milliseconds in which an address opens the console, once. */
export const TICKET_LIFE_MS = 10 * 60_000

const FRAGMENT = '#ticket='

/** The address that opens the console with a ticket, in its fragment, which browsers never send. */
export function addressWith(origin: string, ticket: string): string {
  return `${origin}/${FRAGMENT}${ticket}`
}

/** The ticket in the fragment of an address. */
export function ticketIn(hash: string): string | undefined {
  return hash.startsWith(FRAGMENT) ? hash.slice(FRAGMENT.length) : undefined
}
