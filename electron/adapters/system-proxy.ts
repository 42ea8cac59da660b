import type { Session } from 'electron'
import type { Ports } from '#core/ports.ts'

/** What Chromium makes of the system's settings: a fixed proxy, a PAC script, or the environment. */
export function systemProxyOf(session: Pick<Session, 'resolveProxy'>): NonNullable<Ports['systemProxy']> {
  return async (url) => proxyFromPac(await session.resolveProxy(url))
}

const schemes: Record<string, string> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https', SOCKS: 'socks4' }

/**
 * The first entry of a PAC answer, e.g. `PROXY proxy:3128; DIRECT`, as a URL; `undefined` for a direct connection. The
 * other entries are fallbacks and are not used: nothing takes a route that was not chosen. `SOCKS` is version 4.
 */
export function proxyFromPac(answer: string): string | undefined {
  const [kind = '', endpoint = ''] = (answer.split(';')[0] ?? '').trim().split(/\s+/)
  const name = kind.toUpperCase()
  if (name === '' || name === 'DIRECT') return undefined
  return `${schemes[name] ?? kind.toLowerCase()}://${endpoint}`
}
