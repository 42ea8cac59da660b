import type { IpListKind } from '#contract/ip-list.ts'
import type { ApiRequest } from './api-transport.ts'

export interface Credential {
  appId: string
  appSecret: string
}

/** The action of `callback/check`, and the network it runs from. */
export interface CallbackCheck {
  action: 'dns' | 'ping' | 'all'
  operator: 'DEFAULT' | 'CHINANET' | 'UNICOM' | 'CAP'
}

/** The documented calls, as they go over the wire. */
export const endpoints = {
  /** `POST /cgi-bin/stable_token`: JSON body. Without `forceRefresh` a repetition gives the same token. */
  stableToken: ({ appId, appSecret }: Credential, forceRefresh: boolean): ApiRequest => ({
    method: 'POST',
    target: '/cgi-bin/stable_token',
    json: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: forceRefresh },
    secrets: [appSecret],
    tokenEndpoint: true,
    repeatable: !forceRefresh,
  }),
  /** `GET /cgi-bin/token`: each call invalidates the token before, so one click never sends it twice. */
  classicToken: ({ appId, appSecret }: Credential): ApiRequest => ({
    method: 'GET',
    target: `/cgi-bin/token?${query({ grant_type: 'client_credential', appid: appId, secret: appSecret })}`,
    secrets: [appSecret],
    tokenEndpoint: true,
    repeatable: false,
  }),
  /** `GET /cgi-bin/getcallbackip`: sources of WeChat's pushes · `get_api_domain_ip`: what its API's name resolves to. */
  ipList: (kind: IpListKind, token: string): ApiRequest => ({
    method: 'GET',
    target: `/cgi-bin/${kind === 'callback' ? 'getcallbackip' : 'get_api_domain_ip'}?${query({ access_token: token })}`,
    secrets: [token],
    tokenEndpoint: false,
    repeatable: true,
  }),
  /** A call that WeChat answers 41001, "access_token missing": it shows that the route works, without a secret. */
  withoutToken: (): ApiRequest => ({
    method: 'GET',
    target: '/cgi-bin/getcallbackip',
    secrets: [],
    tokenEndpoint: false,
    repeatable: false,
  }),
  /** `POST /cgi-bin/callback/check`: WeChat looks up and pings the callback URL that is set for the account. */
  callbackCheck: ({ action, operator }: CallbackCheck, token: string): ApiRequest => ({
    method: 'POST',
    target: `/cgi-bin/callback/check?${query({ access_token: token })}`,
    json: { action, check_operator: operator },
    secrets: [token],
    tokenEndpoint: false,
    repeatable: true,
  }),
}

const query = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
