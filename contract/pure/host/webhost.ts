/** A page gives its ticket here, by POST as `{ ticket }`, and gets `{ key }`. */
export const TICKET_PATH = '/ticket'
/** Every call carries the key that the page got for its ticket. */
export const SESSION_KEY_HEADER = 'x-session-key'
/** An address opens the console for so long, and once. */
export const TICKET_LIFE_MS = 10 * 60_000

const FRAGMENT = '#ticket='

/** The address that opens the console with a ticket; the fragment is never sent. */
export function addressWith(origin: string, ticket: string): string {
  return `${origin}/${FRAGMENT}${ticket}`
}

/** The ticket in the fragment of an address. */
export function ticketIn(hash: string): string | undefined {
  return hash.startsWith(FRAGMENT) ? hash.slice(FRAGMENT.length) : undefined
}
