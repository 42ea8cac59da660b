/** Every runtime has `URL`; the types of this folder do not. */
declare const URL: { new (url: string): { hostname: string }; canParse(url: string): boolean }

/** Longest DNS name, in characters. */
const MAX_NAME = 253
const MAX_LABEL = 63
const WRITTEN = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/

/**
 * A host in lower case as dialled: a name, an IPv4 address in its usual spelling, or an IPv6 address in brackets,
 * shortened. `undefined` when `URL` does not read it, or reads another host than is written (it reads `0177.0.0.1` as
 * 127.0.0.1): a person must be able to see where a secret goes.
 */
export function hostAsDialled(host: string): string | undefined {
  if (!WRITTEN.test(host) || host.length > MAX_NAME) return undefined
  if (host.split('.').some((label) => label.length > MAX_LABEL)) return undefined
  const url = `https://${host}`
  if (!URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  return host.startsWith('[') || hostname === host ? hostname : undefined
}
