/** Where AppIDs, AppSecrets and whitelists live since they left mp.weixin.qq.com. */
export const PLATFORM_URL = 'https://developers.weixin.qq.com/platform/'

/** The reference of the API. */
export const DOCS_URL = 'https://developers.weixin.qq.com/doc/service/guide/dev/api'
