import { linkHosts } from '#contract/pure/net/hosts.ts'

/** Whether a link of the page may be opened outside: https, one of WeChat's documentation hosts, nothing in front. */
export function isAllowedLink(link: string): boolean {
  const url = URL.parse(link)
  if (url?.protocol !== 'https:' || url.username || url.password || url.port) return false
  return linkHosts.some((host) => url.hostname === host)
}
