import type { RequestDraft } from './request.ts'

export interface RequestPreset extends RequestDraft {
  /** A good response, with its important fields. */
  reply: string
  /** WeChat's own documentation page. */
  docs: string
}

const DOCS = 'https://developers.weixin.qq.com/doc'

const get = (target: string) => ({ method: 'GET', target, body: '', attachToken: true }) as const
const post = (target: string, body: Record<string, string>) =>
  ({ method: 'POST', target, body: JSON.stringify(body, undefined, 2), attachToken: true }) as const

const ok = '"errcode": 0,\n  "errmsg": "ok"'

/** Prepared requests; the texts describe each by its id. */
export const requestPresets = {
  callbackIp: {
    ...get('/cgi-bin/getcallbackip'),
    reply: '{\n  "ip_list": ["106.55.206.146", "42.192.6.0/24"]\n}',
    docs: `${DOCS}/service/api/base/api_getcallbackip`,
  },
  apiDomainIp: {
    ...get('/cgi-bin/get_api_domain_ip'),
    reply: '{\n  "ip_list": ["101.89.47.18", "101.91.34.103"]\n}',
    docs: `${DOCS}/service/api/base/api_getapidomainip`,
  },
  callbackCheck: {
    ...post('/cgi-bin/callback/check', { action: 'all', check_operator: 'DEFAULT' }),
    reply:
      '{\n  "dns": [{ "ip": "203.0.113.80", "real_operator": "CHINANET" }],\n  "ping": [{ "ip": "203.0.113.80", "from_operator": "CAP",\n    "package_loss": "0%", "time": "23.079ms" }]\n}',
    docs: `${DOCS}/service/Basic_Information/Network_Diagnosis.html`,
  },
  quota: {
    ...post('/cgi-bin/openapi/quota/get', { cgi_path: '/cgi-bin/getcallbackip' }),
    reply: `{\n  ${ok},\n  "quota": { "daily_limit": 10000, "used": 12, "remain": 9988 },\n  "rate_limit": { "call_count": 600, "refresh_second": 60 }\n}`,
    docs: `${DOCS}/oplatform/Third-party_Platforms/2.0/api/openApi/get_api_quota.html`,
  },
  rid: {
    ...post('/cgi-bin/openapi/rid/get', { rid: '' }),
    reply: `{\n  ${ok},\n  "request": { "invoke_time": 1635156704, "cost_in_ms": 30,\n    "request_url": "…", "request_body": "…",\n    "response_body": "…", "client_ip": "203.0.113.47" }\n}`,
    docs: `${DOCS}/offiaccount/openApi/get_rid_info.html`,
  },
  clearQuota: {
    ...post('/cgi-bin/clear_quota', { appid: '$WX_APPID' }),
    reply: `{\n  ${ok}\n}`,
    docs: `${DOCS}/oplatform/Third-party_Platforms/2.0/api/openApi/clear_quota.html`,
  },
  clearApiQuota: {
    ...post('/cgi-bin/openapi/quota/clear', { cgi_path: '/cgi-bin/getcallbackip' }),
    reply: `{\n  ${ok}\n}`,
    docs: `${DOCS}/subscription/api/apimanage/api_clearapiquota`,
  },
  ticket: {
    ...get('/cgi-bin/ticket/getticket?type=jsapi'),
    reply: `{\n  ${ok},\n  "ticket": "…",\n  "expires_in": 7200\n}`,
    docs: `${DOCS}/service/api/invoice/auth/api_getticket.html`,
  },
} as const satisfies Record<string, RequestPreset>
export type RequestPresetId = keyof typeof requestPresets

/** Values that a preset is opened with. */
export interface PresetValues {
  rid?: string
  /** As in `/cgi-bin/getcallbackip`. */
  cgiPath?: string
}

/** A preset as a draft; values that it does not use are ignored. */
export function presetDraft(id: RequestPresetId, { rid, cgiPath }: PresetValues = {}): RequestDraft {
  const { method, target, body, attachToken } = requestPresets[id]
  const filled =
    id === 'rid' && rid !== undefined
      ? { rid }
      : (id === 'quota' || id === 'clearApiQuota') && cgiPath !== undefined
        ? { cgi_path: cgiPath }
        : undefined
  return { method, target, body: filled ? JSON.stringify(filled, undefined, 2) : body, attachToken }
}
