/**
 * The reply of `getcallbackip`: shaped like real ones, which mix single addresses with segments, follow
 * no order and repeat entries. The addresses are of WeChat's published ranges; readers must not rely on them.
 */
export const callbackIpList: readonly string[] = [
  '42.192.6.0/24',
  '101.226.103.0/25',
  '81.69.229.0/24',
  '106.55.206.146',
  '42.192.0.0/24',
  '182.254.11.176',
  '101.226.62.77',
  '81.69.229.0/24',
  '140.207.54.128/25',
  '58.60.9.143',
  '106.55.206.211',
  '42.192.6.0/24',
  '183.3.234.0/24',
  '101.226.62.78',
  '121.51.130.85',
  '42.192.0.0/24',
  '121.51.90.217',
  '182.254.78.160',
  '101.91.60.0/24',
  '58.60.9.143',
  '103.7.30.0/25',
]

/** Under `odd-ip-list`, after the others: each is one that programs read differently, or not at all. */
export const oddEntries: readonly string[] = [
  '101.226.103.9/25',
  '::ffff:106.55.206.146',
  '2402:4e00:1020:1000::/64',
  '101.226.103.07',
  '182.254.11.*',
  'service unavailable',
]

/**
 * The reply of `get_api_domain_ip`: single addresses in text order, as documented. The sandbox's API is on loopback,
 * so a program that tries these addresses does not leave the machine.
 */
export const apiDomainIpList: readonly string[] = [
  '127.101.226.129',
  '127.101.226.130',
  '127.101.226.131',
  '127.101.89.47',
  '127.101.91.34',
  '127.109.244.216',
  '127.116.128.163',
  '127.129.226.3',
  '127.14.22.248',
  '127.14.22.249',
  '127.162.62.81',
  '127.182.254.88',
  '127.183.3.224',
  '127.183.3.225',
  '127.43.132.55',
  '127.58.246.221',
  '127.81.69.216',
  '127.81.69.217',
]

/** A list some days later: some entries are gone, and others have come. */
export function later(list: readonly string[], come: readonly string[]): string[] {
  return [...list.filter((_, index) => index % 7 !== 3), ...come]
}
