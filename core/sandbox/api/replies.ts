import { randomBytes } from 'node:crypto'

const texts = {
  [-1]: 'system error',
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40164: 'invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist',
  40201: 'invalid check url',
  40202: 'invalid check action',
  40203: 'invalid check operator',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  48006: 'forbid to clear quota because of reaching the limit',
  61004: 'access clientip is not registered requestIP: {ip}',
  76001: 'rid not found or expired',
  76003: 'invalid cgi_path',
  76021: 'cgi_path not found, please check',
  76022: 'no permission to query this cgi_path',
} as const

/** The errcodes of this service. */
export type Errcode = keyof typeof texts

/** Ends the handling of a request with an errcode. */
export class Refusal extends Error {
  readonly errcode: Errcode

  /** `ip`: the caller's address, where the text names it. */
  constructor(errcode: Errcode, ip = '') {
    super(texts[errcode].replaceAll('{ip}', ip))
    this.name = 'Refusal'
    this.errcode = errcode
  }
}

/** The JSON of a refusal, its text ending in a request id as WeChat's do. */
export function refusalBody(refusal: Refusal, rid: string): Record<string, unknown> {
  return { errcode: refusal.errcode, errmsg: `${refusal.message} rid: ${rid}` }
}

/** A request id, which begins with the request's Unix time in hex; `now` in epoch ms. */
export function newRid(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')
  return `${seconds}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`
}
