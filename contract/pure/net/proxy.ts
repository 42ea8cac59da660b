import { hostAsDialled } from './host-name.ts'

/** Kinds of proxy that a request can go through. `https`: TLS to the proxy itself. */
export const proxyKinds = ['http', 'https', 'socks5'] as const
export type ProxyKind = (typeof proxyKinds)[number]

/** The address and user name of a proxy. Its password is a secret and never here. */
export interface ProxyEndpoint {
  kind: ProxyKind
  /** A name or an IPv4 address in lower case, or an IPv6 address in brackets. */
  host: string
  port: number
  username?: string | undefined
}

/** Why a typed proxy cannot be used; the page shows it beside the field. */
export const proxyFaults = [
  'empty',
  'no-scheme',
  'unsupported-scheme',
  'has-path',
  'bad-port',
  'bad-credentials',
  'not-a-url',
] as const
export type ProxyFault = (typeof proxyFaults)[number]

/** `password`: the typed one, even when empty; absent when none was typed. */
export type ProxyCheck = { ok: true; proxy: ProxyEndpoint; password?: string } | { ok: false; reason: ProxyFault }

/** `socks5h` means that the proxy looks up the name, which is always the case here. */
const schemes: Record<string, ProxyKind> = {
  http: 'http',
  https: 'https',
  socks5: 'socks5',
  socks5h: 'socks5',
  socks: 'socks5',
}
const defaultPorts: Record<ProxyKind, number> = { http: 80, https: 443, socks5: 1080 }
/** SOCKS5 has one byte for the length of each. */
const MAX_CREDENTIAL = 255

const schemePart = /^([a-z][a-z0-9+.-]*):\/\//i
const otherParts = /^(?:([^/?#\s]*)@)?([^@/?#:[\]\s]*|\[[0-9a-f:.]+\])(?::([^/?#]*))?([/?#].*)?$/i
const hosts = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$|^\[[0-9a-f:.]+\]$/

/** Reads a proxy as typed, or as the system gives it: `socks5://127.0.0.1:1080`, `http://me:word@proxy:3128`. */
export function checkProxy(typed: string): ProxyCheck {
  const text = typed.trim()
  if (text === '') return { ok: false, reason: 'empty' }
  const scheme = schemePart.exec(text)
  const [, credentials, typedHost = '', port, rest] = otherParts.exec(text.slice(scheme?.[0].length ?? 0)) ?? []
  const written = typedHost.toLowerCase()
  const host = hosts.test(written) ? hostAsDialled(written) : undefined
  if (host === undefined) return { ok: false, reason: 'not-a-url' }
  if (!scheme) return { ok: false, reason: 'no-scheme' }
  const kind = schemes[scheme[1]?.toLowerCase() ?? '']
  if (!kind) return { ok: false, reason: 'unsupported-scheme' }
  if (rest !== undefined && rest !== '/') return { ok: false, reason: 'has-path' }
  const number = port === undefined ? defaultPorts[kind] : /^\d{1,5}$/.test(port) ? Number(port) : 0
  if (number < 1 || number > 65_535) return { ok: false, reason: 'bad-port' }
  const place = { kind, host, port: number }
  if (credentials === undefined) return { ok: true, proxy: place }

  const colon = credentials.indexOf(':')
  const username = decoded(colon < 0 ? credentials : credentials.slice(0, colon))
  const password = colon < 0 ? undefined : decoded(credentials.slice(colon + 1))
  if (!isCredential(username) || username === '' || (colon >= 0 && !isCredential(password))) {
    return { ok: false, reason: 'bad-credentials' }
  }
  return { ok: true, proxy: { ...place, username }, ...(password !== undefined && { password }) }
}

/** A proxy's display name: without its user name. */
export function proxyUrl({ kind, host, port }: ProxyEndpoint): string {
  return `${kind}://${host}:${port}`
}

/** A proxy as typed: with the user name, without the password. */
export function typedProxy(proxy: ProxyEndpoint): string {
  const user = proxy.username === undefined ? '' : `${encodeURIComponent(proxy.username)}@`
  return `${proxy.kind}://${user}${proxy.host}:${proxy.port}`
}

export function sameProxy(a: ProxyEndpoint, b: ProxyEndpoint): boolean {
  return typedProxy(a) === typedProxy(b)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Neither a header nor SOCKS5 can carry more, and a line break would begin another header. */
function isCredential(text: string | undefined): text is string {
  return text !== undefined && !/[\p{Cc}\p{Cs}]/u.test(text) && utf8Length(text) <= MAX_CREDENTIAL
}

const utf8Length = (text: string) => encodeURIComponent(text).replace(/%../g, '_').length
