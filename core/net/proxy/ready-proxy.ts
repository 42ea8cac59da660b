import type { ProxyEndpoint } from '#contract/pure/net/proxy.ts'

/** A proxy with its password, so it stays in core. */
export interface ReadyProxy extends ProxyEndpoint {
  password?: string
}

/** Value of `proxy-authorization`, as secret as the password in it. */
export function basicAuth({ username, password }: ReadyProxy): string | undefined {
  return username === undefined ? undefined : `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`
}

/** Secrets of a proxy: its password, and the encoded form in which it is sent. */
export function secretsOf(proxy: ReadyProxy | undefined): string[] {
  if (proxy?.password === undefined) return []
  return [proxy.password, basicAuth(proxy)?.replace('Basic ', '') ?? '']
}
