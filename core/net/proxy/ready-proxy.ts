import type { ProxyEndpoint } from '#contract/pure/proxy.ts'

/** A proxy as it is used; holds its password, so it stays in core. */
export interface ReadyProxy extends ProxyEndpoint {
  password?: string
}

/** What a proxy wants to see; as secret as the password in it. */
export function basicAuth({ username, password }: ReadyProxy): string | undefined {
  return username === undefined ? undefined : `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`
}

/** What must not be seen of a proxy: its password, and the form in which it is sent. */
export function secretsOf(proxy: ReadyProxy | undefined): string[] {
  if (proxy?.password === undefined) return []
  return [proxy.password, basicAuth(proxy)?.replace('Basic ', '') ?? '']
}
