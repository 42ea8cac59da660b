import ipaddr from 'ipaddr.js'
import type { CommonCidr, Egress, SeenIp } from '#contract/whitelist.ts'
import { countOf, networkOf, spell } from '#core/kernel/ip/range.ts'

/** Age in ms beyond which an address says nothing about today's egress IP. */
const RECENT_MS = 7 * 24 * 3_600_000
/** Widest suggested network: a wider one would let in too many strangers. */
const WIDEST_PREFIX = 16

/** Whether calls leave from one address, by those of the last week with the same route as the newest. */
export function egressOf(seen: readonly SeenIp[]): Egress {
  const [newest] = seen
  if (!newest) return { kind: 'steady' }
  const same = seen.filter(({ proxy, lastAt }) => proxy === newest.proxy && lastAt >= newest.lastAt - RECENT_MS)
  const ips = [...new Set(same.map(({ ip }) => ip))]
  if (ips.length < 2) return { kind: 'steady' }
  const commonCidr = smallestCommonCidr(ips)
  return { kind: 'changing', ips: ips.length, ...(commonCidr && { commonCidr }) }
}

/** `undefined` for fewer than two addresses, for an IPv6 one, or where it would be wider than /16. */
export function smallestCommonCidr(ips: readonly string[]): CommonCidr | undefined {
  if (new Set(ips).size < 2 || !ips.every((ip) => ipaddr.IPv4.isValidFourPartDecimal(ip))) return undefined
  const addresses = ips.map((ip) => ipaddr.parse(ip).toByteArray())
  for (let prefix = 31; prefix >= WIDEST_PREFIX; prefix--) {
    const [network, ...others] = addresses.map((bytes) => networkOf(bytes, prefix))
    if (network && others.every(({ first }) => first === network.first)) {
      return { cidr: `${spell(4, network.first)}/${prefix}`, addresses: countOf([network]) }
    }
  }
  return undefined
}
