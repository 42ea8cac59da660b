import type { problem as problemTexts } from '#i18n/zh-CN/problem.ts'
import { errcodeInfo } from './errcode-info.ts'
import { type ErrcodeKey, errcodeKey } from './errcode-key.ts'

/** Where a failure happened. */
export type FailureClass = 'network' | 'tls' | 'proxy' | 'reply' | 'wechat' | 'console'
/** Who can fix it: the reader, the account's admin, or WeChat, in which case one can only wait. */
export type Actor = 'you' | 'admin' | 'wechat'
/**
 * Whether trying again helps: `helps`: at once · `later`: after a while · `new-token`: with a new token ·
 * `after-change`: not before something has been changed · `unknown`: nobody knows.
 */
export type Again = 'helps' | 'later' | 'new-token' | 'after-change' | 'unknown'

export interface FailureInfo {
  class: FailureClass
  who: Actor
  again: Again
}

const info = (kind: FailureClass, who: Actor, again: Again): FailureInfo => ({ class: kind, who, again })

type OtherCode = Exclude<keyof typeof problemTexts, 'wechat'>

/** One entry per problem code: a missing one does not compile. Errcodes have a table of their own. */
export const problemInfo = {
  'dns-not-found': info('network', 'you', 'after-change'),
  'dns-temporary': info('network', 'you', 'later'),
  'connection-refused': info('network', 'you', 'after-change'),
  'connection-reset': info('network', 'you', 'helps'),
  timeout: info('network', 'you', 'helps'),
  tls: info('tls', 'you', 'after-change'),
  network: info('network', 'you', 'after-change'),
  'not-loopback': info('network', 'you', 'after-change'),
  'proxy-unreachable': info('proxy', 'you', 'after-change'),
  'proxy-auth': info('proxy', 'you', 'after-change'),
  'proxy-refused': info('proxy', 'you', 'after-change'),
  'proxy-not-understood': info('proxy', 'you', 'after-change'),
  'redirect-refused': info('reply', 'you', 'after-change'),
  'http-status': info('reply', 'you', 'after-change'),
  'not-http': info('reply', 'you', 'after-change'),
  'bad-encoding': info('reply', 'you', 'after-change'),
  truncated: info('reply', 'you', 'helps'),
  'not-json': info('reply', 'you', 'after-change'),
  'wrong-shape': info('reply', 'you', 'after-change'),
  'too-large': info('reply', 'you', 'after-change'),
  'empty-token': info('reply', 'you', 'helps'),
  'bad-expires-in': info('reply', 'you', 'after-change'),
  'no-addresses': info('reply', 'you', 'helps'),
  'secret-needed': info('console', 'you', 'after-change'),
  'proxy-password-needed': info('console', 'you', 'after-change'),
  'system-proxy-invalid': info('console', 'you', 'after-change'),
  'ca-file-invalid': info('console', 'you', 'after-change'),
  'vault-unreadable': info('console', 'you', 'later'),
  'secret-not-removed': info('console', 'you', 'after-change'),
  'console-failed': info('console', 'you', 'later'),
  'account-not-found': info('console', 'you', 'after-change'),
  'exchange-not-found': info('console', 'you', 'after-change'),
  'exchange-unreadable': info('console', 'you', 'after-change'),
  'body-incomplete': info('console', 'you', 'after-change'),
  'ip-list-unreadable': info('console', 'you', 'helps'),
  'ip-list-not-found': info('console', 'you', 'after-change'),
  'no-token': info('console', 'you', 'new-token'),
  'origin-invalid': info('console', 'you', 'after-change'),
  'confirm-origin': info('console', 'you', 'after-change'),
  'confirm-classic': info('console', 'you', 'after-change'),
  'confirm-classic-renewal': info('console', 'you', 'after-change'),
  'confirm-force': info('console', 'you', 'after-change'),
  'force-too-soon': info('console', 'you', 'later'),
  'wrong-family': info('console', 'you', 'after-change'),
  'request-invalid': info('console', 'you', 'after-change'),
  'confirm-request': info('console', 'you', 'after-change'),
  cancelled: info('console', 'you', 'helps'),
  'sandbox-unavailable': info('console', 'you', 'later'),
  'read-only': info('console', 'you', 'after-change'),
  'too-many-pages': info('console', 'you', 'after-change'),
  'host-declined': info('console', 'you', 'after-change'),
} as const satisfies Record<OtherCode, FailureInfo>

/** The part of a problem that its info depends on. */
export type DescribedFailure =
  | { code: 'wechat'; errcode: number; endpoint: 'token' | 'api' }
  | { code: OtherCode; status?: number }

/** What kind of failure it is, who can act, and whether trying again helps. */
export function failureInfoOf(problem: DescribedFailure): FailureInfo {
  if (problem.code === 'wechat') return errcodeInfoOf(errcodeKey(problem.errcode, problem.endpoint))
  // A gateway's or proxy's own failure passes; a refusal stays.
  if (problem.code === 'http-status' && (problem.status ?? 0) >= 500) return info('reply', 'wechat', 'later')
  return problemInfo[problem.code]
}

export function errcodeInfoOf(key: ErrcodeKey): FailureInfo {
  return { class: 'wechat', ...errcodeInfo[key] }
}
