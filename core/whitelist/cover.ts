import ipaddr from 'ipaddr.js'
import { countOf, networkOf, spell } from '#core/kernel/ip/range.ts'

/** A wider network lets in so many strangers that naming it would do harm. */
const WIDEST = 16

export interface Cover {
  /** E.g. `203.0.113.0/26`. */
  cidr: string
  addresses: number
}

/** The smallest IPv4 network that holds every address; `undefined` for fewer than two, an IPv6 one, or a cover below /16. */
export function coverOf(ips: readonly string[]): Cover | undefined {
  if (new Set(ips).size < 2 || !ips.every((ip) => ipaddr.IPv4.isValidFourPartDecimal(ip))) return undefined
  const addresses = ips.map((ip) => ipaddr.parse(ip).toByteArray())
  for (let prefix = 31; prefix >= WIDEST; prefix--) {
    const [network, ...others] = addresses.map((bytes) => networkOf(bytes, prefix))
    if (network && others.every(({ first }) => first === network.first)) {
      return { cidr: `${spell(4, network.first)}/${prefix}`, addresses: countOf([network]) }
    }
  }
  return undefined
}
