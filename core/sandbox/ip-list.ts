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
