/**
 * `callback`: sources of WeChat's pushes to the developer (`getcallbackip`) ·
 * `api-domain`: where api.weixin.qq.com resolves to (`get_api_domain_ip`).
 */
export const ipListKinds = ['callback', 'api-domain'] as const

const everywhere = [
  'plain',
  'json',
  'csv',
  'nftables',
  'iptables',
  'ip6tables',
  'ipset',
  'aws-security-group',
  'tencent-security-group',
] as const

/**
 * Export formats of each list. nginx decides who may come in, so it has no use for the addresses that calls go out to.
 */
export const ipExportFormats: { readonly [Kind in (typeof ipListKinds)[number]]: readonly IpExportFormat[] } = {
  callback: [...everywhere, 'nginx'],
  'api-domain': everywhere,
}
export type IpExportFormat = (typeof everywhere)[number] | 'nginx'
