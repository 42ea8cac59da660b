import type { Call } from './recorder.ts'

export interface Credential {
  appId: string
  appSecret: string
}

/** The documented calls, as they go over the wire. */
export const endpoints = {
  /** `POST /cgi-bin/stable_token`: JSON body. Without `forceRefresh` a repetition gives the same token. */
  stableToken: ({ appId, appSecret }: Credential, forceRefresh: boolean): Call => ({
    method: 'POST',
    target: '/cgi-bin/stable_token',
    json: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: forceRefresh },
    tokenEndpoint: true,
    repeatable: !forceRefresh,
  }),
  /** `GET /cgi-bin/token`: each call retires the token before, so it is never sent twice for one press. */
  classicToken: ({ appId, appSecret }: Credential): Call => ({
    method: 'GET',
    target: `/cgi-bin/token?${query({ grant_type: 'client_credential', appid: appId, secret: appSecret })}`,
    tokenEndpoint: true,
    repeatable: false,
  }),
  /** `GET /cgi-bin/getcallbackip`: sources of WeChat's pushes. */
  callbackIps: (token: string): Call => ({
    method: 'GET',
    target: `/cgi-bin/getcallbackip?${query({ access_token: token })}`,
    tokenEndpoint: false,
    repeatable: true,
  }),
}

const query = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
