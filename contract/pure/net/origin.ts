import { hostAsDialled } from './host-name.ts'

/** Why a typed origin cannot be used; the page shows it beside the field. */
export const originFaults = ['not-a-url', 'has-path', 'has-credentials', 'http-not-loopback', 'is-appid'] as const
export type OriginFault = (typeof originFaults)[number]

/** `origin`: scheme, host and port in lower case, without a path and without the default port. */
export type OriginCheck = { ok: true; origin: string } | { ok: false; reason: OriginFault }

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const parts = /^(?:(https?):\/\/)?(?:([^@/?#\s]*)@)?([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/?)([/?#].*)?$/
const defaultPorts: Record<string, number> = { http: 80, https: 443 }

/**
 * Reads the typed API host. Without a scheme it is https; plain http is for loopback only, since the AppSecret travels
 * in it.
 */
export function checkOrigin(typed: string): OriginCheck {
  const text = typed.trim()
  if (/^wx[0-9a-f]{16}$/i.test(text)) return { ok: false, reason: 'is-appid' }
  // Only scheme and host are case-insensitive; a path is refused, so its case does not matter either.
  const match = parts.exec(text.toLowerCase())
  if (!match) return { ok: false, reason: hasPathBehindHost(text) ? 'has-path' : 'not-a-url' }
  const [, scheme = 'https', credentials, written = '', typedPort, , rest] = match
  if (credentials !== undefined) return { ok: false, reason: 'has-credentials' }
  if (rest) return { ok: false, reason: 'has-path' }
  const host = hostAsDialled(written)
  const port = Number(typedPort ?? defaultPorts[scheme])
  if (host === undefined || port < 1 || port > 65_535) return { ok: false, reason: 'not-a-url' }
  if (!loopback.test(host) && !host.includes('.')) return { ok: false, reason: 'not-a-url' }
  if (scheme === 'http' && !loopback.test(host)) return { ok: false, reason: 'http-not-loopback' }
  return { ok: true, origin: `${scheme}://${host}${port === defaultPorts[scheme] ? '' : `:${port}`}` }
}

/** Why a stored origin cannot be dialled; `undefined` when it is exactly what {@link checkOrigin} makes of it. */
export function faultOfOrigin(origin: string): OriginFault | undefined {
  const checked = checkOrigin(origin)
  if (!checked.ok) return checked.reason
  return checked.origin === origin ? undefined : 'not-a-url'
}

function hasPathBehindHost(text: string): boolean {
  return /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?[/?#]./i.test(text)
}
