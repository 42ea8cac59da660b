import { type ErrcodeKey, errcodeKey } from '#contract/pure/errcode-key.ts'
import type { problem as problemTexts } from '#i18n/zh-CN/problem.ts'
import { errcodeTraits } from './errcode-traits.ts'

/** Where a failure happened. */
export type FailureClass = 'network' | 'tls' | 'proxy' | 'reply' | 'wechat' | 'console'
/** Who can put it right: the reader, the account's admin, or WeChat, which means that one can only wait. */
export type Actor = 'you' | 'admin' | 'wechat'
/**
 * Whether trying again helps: `helps`: at once · `later`: after a while · `new-token`: with a new token ·
 * `after-change`: not before something has been changed · `unknown`: nobody knows.
 */
export type Again = 'helps' | 'later' | 'new-token' | 'after-change' | 'unknown'

export interface Traits {
  class: FailureClass
  who: Actor
  again: Again
}

const traits = (kind: FailureClass, who: Actor, again: Again): Traits => ({ class: kind, who, again })

type OtherCode = Exclude<keyof typeof problemTexts, 'wechat'>

/** One entry per problem code: a code that is missing does not compile. Errcodes have a table of their own. */
export const problemTraits = {
  'dns-not-found': traits('network', 'you', 'after-change'),
  'dns-temporary': traits('network', 'you', 'later'),
  'connection-refused': traits('network', 'you', 'after-change'),
  'connection-reset': traits('network', 'you', 'helps'),
  timeout: traits('network', 'you', 'helps'),
  tls: traits('tls', 'you', 'after-change'),
  network: traits('network', 'you', 'after-change'),
  'not-loopback': traits('network', 'you', 'after-change'),
  'proxy-unreachable': traits('proxy', 'you', 'after-change'),
  'proxy-auth': traits('proxy', 'you', 'after-change'),
  'proxy-refused': traits('proxy', 'you', 'after-change'),
  'proxy-not-understood': traits('proxy', 'you', 'after-change'),
  'redirect-refused': traits('reply', 'you', 'after-change'),
  'http-status': traits('reply', 'you', 'after-change'),
  'not-http': traits('reply', 'you', 'after-change'),
  'bad-encoding': traits('reply', 'you', 'after-change'),
  truncated: traits('reply', 'you', 'helps'),
  'not-json': traits('reply', 'you', 'after-change'),
  'wrong-shape': traits('reply', 'you', 'after-change'),
  'too-large': traits('reply', 'you', 'after-change'),
  'empty-token': traits('reply', 'you', 'helps'),
  'bad-expires-in': traits('reply', 'you', 'after-change'),
  'no-addresses': traits('reply', 'you', 'helps'),
  'secret-needed': traits('console', 'you', 'after-change'),
  'proxy-password-needed': traits('console', 'you', 'after-change'),
  'system-proxy-invalid': traits('console', 'you', 'after-change'),
  'ca-file-invalid': traits('console', 'you', 'after-change'),
  'vault-unreadable': traits('console', 'you', 'later'),
  'secret-not-removed': traits('console', 'you', 'after-change'),
  'console-failed': traits('console', 'you', 'later'),
  'account-not-found': traits('console', 'you', 'after-change'),
  'exchange-not-found': traits('console', 'you', 'after-change'),
  'exchange-unreadable': traits('console', 'you', 'after-change'),
  'body-incomplete': traits('console', 'you', 'after-change'),
  'ip-list-unreadable': traits('console', 'you', 'helps'),
  'ip-list-not-found': traits('console', 'you', 'after-change'),
  'no-token': traits('console', 'you', 'new-token'),
  'origin-invalid': traits('console', 'you', 'after-change'),
  'confirm-origin': traits('console', 'you', 'after-change'),
  'confirm-classic': traits('console', 'you', 'after-change'),
  'confirm-classic-renewal': traits('console', 'you', 'after-change'),
  'confirm-force': traits('console', 'you', 'after-change'),
  'force-too-soon': traits('console', 'you', 'later'),
  'wrong-family': traits('console', 'you', 'after-change'),
  'request-invalid': traits('console', 'you', 'after-change'),
  'confirm-request': traits('console', 'you', 'after-change'),
  cancelled: traits('console', 'you', 'helps'),
  'sandbox-unavailable': traits('console', 'you', 'later'),
  'read-only': traits('console', 'you', 'after-change'),
  'too-many-pages': traits('console', 'you', 'after-change'),
  'host-declined': traits('console', 'you', 'after-change'),
} as const satisfies Record<OtherCode, Traits>

/** A problem, as far as its traits depend on it. */
export type TraitsOf =
  | { code: 'wechat'; errcode: number; endpoint: 'token' | 'api' }
  | { code: OtherCode; status?: number }

/** What kind of failure it is, who can act, and whether trying again helps. */
export function traitsOf(problem: TraitsOf): Traits {
  if (problem.code === 'wechat') return errcodeTraitsOf(errcodeKey(problem.errcode, problem.endpoint))
  // The gateway's or a proxy's own trouble passes; what it refuses, it goes on refusing.
  if (problem.code === 'http-status' && (problem.status ?? 0) >= 500) return traits('reply', 'wechat', 'later')
  return problemTraits[problem.code]
}

export function errcodeTraitsOf(key: ErrcodeKey): Traits {
  return { class: 'wechat', ...errcodeTraits[key] }
}
