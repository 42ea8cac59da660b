/** Where AppIDs, AppSecrets and whitelists live since they left mp.weixin.qq.com. */
export const PLATFORM_URL = 'https://developers.weixin.qq.com/platform/'

/** The reference of the API. */
export const DOCS_URL = 'https://developers.weixin.qq.com/doc/service/guide/dev/api'

/** What a request id stands for, as WeChat itself tells it; asks for a sign-in. */
export const DIAGNOSIS_URL = 'https://developers.weixin.qq.com/console/devtools/debug'

/** The whitelist's rules: what an entry may look like, and where it is set. */
export const WHITELIST_GUIDE_URL = 'https://developers.weixin.qq.com/doc/oplatform/developers/basic_func/ip_whitelist'
