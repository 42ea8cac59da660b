/**
 * The proxy that environment variables name for a URL, as written; a lower-case variable wins over upper case, the
 * scheme's own over ALL_PROXY. `undefined`: direct. Read as curl and undici do.
 */
export function proxyFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
): string | undefined {
  const { protocol, hostname, port } = new URL(url)
  const value = (name: string) => environment[name]?.trim() || environment[name.toUpperCase()]?.trim() || undefined
  const places = protocol === 'https:' ? ['https_proxy', 'all_proxy', 'http_proxy'] : ['http_proxy', 'all_proxy']
  const named = places.map(value).find((found) => found !== undefined)
  if (named === undefined) return undefined
  if (isExempt(value('no_proxy') ?? '', hostname, port || (protocol === 'https:' ? '443' : '80'))) return undefined
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`
}

/**
 * `example.com`, `.example.com` and `*.example.com` exempt the names below them, the first two also the name itself.
 */
function isExempt(noProxy: string, hostname: string, port: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = '', onlyPort] = /^(\[.*\]|[^:]*|[^:]*:[^:]*:.*)(?::(\d+))?$/.exec(entry) ?? []
      if (onlyPort !== undefined && onlyPort !== port) return false
      if (name === '*') return true
      const below = name.replace(/^\*?\./, '').replace(/\.$/, '')
      const host = hostname.replace(/^\[(.*)\]$/, '$1')
      const exempt = below.replace(/^\[(.*)\]$/, '$1')
      return exempt !== '' && ((host === exempt && !name.startsWith('*')) || host.endsWith(`.${exempt}`))
    })
}
