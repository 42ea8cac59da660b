import type { explain } from '#i18n/zh-CN/explain.ts'
import type { FailureInfo } from './failure-info.ts'

/** Topics of an error text of somebody's own program, beside errcodes. */
export type Topic = keyof (typeof explain)['topic']

/** Mistakes that are best shown as the wrong code beside the right one. */
export const pitfalls = [
  'scheme-in-host',
  'path-in-host',
  'missing-end',
  'missing-scheme',
  'wrong-module',
  'plain-http',
  'chunked',
  'unescaped-path',
  'plain-port',
  'no-listener',
  'form-body',
] as const satisfies readonly Topic[]
export type Pitfall = (typeof pitfalls)[number]

const mine = (kind: FailureInfo['class']): FailureInfo => ({ class: kind, who: 'you', again: 'after-change' })

/** One entry per topic: a missing one does not compile. */
export const topicInfo = {
  'scheme-in-host': mine('network'),
  'path-in-host': mine('network'),
  'missing-end': mine('network'),
  'missing-scheme': mine('network'),
  'wrong-module': mine('network'),
  'plain-http': mine('wechat'),
  chunked: mine('reply'),
  'unescaped-path': mine('network'),
  'plain-port': mine('tls'),
  'no-listener': mine('network'),
  'form-body': mine('wechat'),
  'name-not-found': mine('network'),
  'name-temporary': { class: 'network', who: 'you', again: 'later' },
  refused: mine('network'),
  'timed-out': { class: 'network', who: 'you', again: 'helps' },
  reset: { class: 'network', who: 'you', again: 'helps' },
  certificate: mine('tls'),
  proxy: mine('proxy'),
  'gateway-refused': mine('reply'),
  'gateway-failed': { class: 'reply', who: 'wechat', again: 'later' },
  'not-json': mine('reply'),
  'missing-field': mine('reply'),
  'rid-only': { class: 'wechat', who: 'you', again: 'unknown' },
  success: { class: 'wechat', who: 'you', again: 'helps' },
} as const satisfies Record<Topic, FailureInfo>

/** The mistake in one's own code that fails the way an exchange did; most failures have none. */
export function pitfallOf(problem: {
  code: string
  host?: string
  phase?: string
  status?: number
  errcode?: number
}): Pitfall | undefined {
  const { code, host = '', phase, status, errcode } = problem
  if (code === 'dns-not-found') return pitfallOfHost(host)
  // Connected, and closed without a byte: the sender of a request that was never ended sees the same.
  if (code === 'connection-reset' && (phase === 'send' || phase === 'wait')) return 'missing-end'
  if (code === 'http-status' && status === 412) return 'chunked'
  if (code !== 'wechat') return undefined
  if (errcode === 43003) return 'plain-http'
  return errcode === 41002 ? 'form-body' : undefined
}

/** A host that is invalid, since it holds more than a name. */
export function pitfallOfHost(host: string): 'scheme-in-host' | 'path-in-host' | undefined {
  if (host.includes('://')) return 'scheme-in-host'
  return host.includes('/') ? 'path-in-host' : undefined
}
