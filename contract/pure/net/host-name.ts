/** Every runtime has it; the types of this room do not. */
declare const URL: { new (url: string): { hostname: string }; canParse(url: string): boolean }

/** Of a name, by DNS. */
const MAX_NAME = 253
const MAX_LABEL = 63
const WRITTEN = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/

/**
 * A host in lower case as it is dialled: a name, an IPv4 address in its usual spelling, or an IPv6 address in brackets,
 * shortened. `undefined` when `URL` does not read it, or reads it as another host than is written (`0177.0.0.1` is
 * 127.0.0.1 to it): where a secret goes must be what a person can read.
 */
export function hostAsDialled(host: string): string | undefined {
  if (!WRITTEN.test(host) || host.length > MAX_NAME) return undefined
  if (host.split('.').some((label) => label.length > MAX_LABEL)) return undefined
  const url = `https://${host}`
  if (!URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  return host.startsWith('[') || hostname === host ? hostname : undefined
}
