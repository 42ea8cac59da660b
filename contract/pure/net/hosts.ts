/** WeChat's five API hosts (official page "Interface_field_description"). */
export const officialHosts = [
  'api.weixin.qq.com',
  'api2.weixin.qq.com',
  'sh.api.weixin.qq.com',
  'sz.api.weixin.qq.com',
  'hk.api.weixin.qq.com',
] as const
export type OfficialHost = (typeof officialHosts)[number]

/** Hosts that links of the page may lead to; checked again where a link is opened. */
export const linkHosts = ['developers.weixin.qq.com', 'mp.weixin.qq.com'] as const
