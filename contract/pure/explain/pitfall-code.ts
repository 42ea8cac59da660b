import type { Pitfall } from './topics.ts'

/** The same few lines of Node, wrong and right. `core/testing/pitfall-code.test.ts` runs them. */
export interface PitfallCode {
  wrong: string
  right: string
}

const options = (hostname: string, path: string) => `https.get({
  hostname: '${hostname}',
  path: '${path}' + token,
}, read)`

const request = (last: string) => `const req = https.request({
  hostname: 'api.weixin.qq.com',
  path: '/cgi-bin/getcallbackip?access_token=' + token,
}, read)
req.on('error', fail)${last}`

const post = (length: string) => `const req = https.request({
  method: 'POST',
  hostname: 'api.weixin.qq.com',
  path: '/cgi-bin/stable_token',
  headers: {
    'Content-Type': 'application/json',${length}
  },
}, read)
req.write(body)
req.end()`

const stable = (body: string) => `fetch('https://api.weixin.qq.com/cgi-bin/stable_token', {
  method: 'POST',
  body: ${body}({
    grant_type: 'client_credential', appid, secret,
  }),
}).then(read)`

const get = (library: string, url: string, more = '') => `${library}.get('${url}' + token, read)${more}`

const LIST = '/cgi-bin/getcallbackip?access_token='

/**
 * One pair per pitfall: a missing one does not compile. Free names: `token`, `appid`, `secret`, `body`, `read`, `fail`.
 */
export const pitfallCode: Record<Pitfall, PitfallCode> = {
  'scheme-in-host': {
    wrong: options('https://api.weixin.qq.com', LIST),
    right: options('api.weixin.qq.com', LIST),
  },
  'path-in-host': {
    wrong: options('api.weixin.qq.com/cgi-bin', '/getcallbackip?access_token='),
    right: options('api.weixin.qq.com', LIST),
  },
  'missing-end': { wrong: request(''), right: request('\nreq.end()') },
  'missing-scheme': {
    wrong: get('https', `api.weixin.qq.com${LIST}`),
    right: get('https', `https://api.weixin.qq.com${LIST}`),
  },
  'wrong-module': {
    wrong: get('https', `http://api.weixin.qq.com${LIST}`),
    right: get('https', `https://api.weixin.qq.com${LIST}`),
  },
  'plain-http': {
    wrong: get('http', `http://api.weixin.qq.com${LIST}`),
    right: get('https', `https://api.weixin.qq.com${LIST}`),
  },
  chunked: { wrong: post(''), right: post("\n    'Content-Length': Buffer.byteLength(body),") },
  'unescaped-path': {
    wrong: `https.get({
  hostname: 'api.weixin.qq.com',
  path: '/cgi-bin/token?appid=' + appid + '&secret=' + secret,
}, read)`,
    right: `https.get({
  hostname: 'api.weixin.qq.com',
  path: '/cgi-bin/token?' + new URLSearchParams({
    appid: appid.trim(), secret,
  }),
}, read)`,
  },
  'plain-port': {
    wrong: `https.get({
  hostname: 'api.weixin.qq.com', port: 80,
  path: '${LIST}' + token,
}, read)`,
    right: `https.get({
  hostname: 'api.weixin.qq.com', port: 443,
  path: '${LIST}' + token,
}, read)`,
  },
  'no-listener': {
    wrong: get('https', `https://api.weixin.qq.com${LIST}`),
    right: get('https', `https://api.weixin.qq.com${LIST}`, "\n  .on('error', fail)"),
  },
  'form-body': { wrong: stable('new URLSearchParams'), right: stable('JSON.stringify') },
}
