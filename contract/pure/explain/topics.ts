import type { explain } from '#i18n/zh-CN/explain.ts'
import type { Traits } from './traits.ts'

/** What an error text of somebody's own program can be about, beside errcodes. */
export type Topic = keyof (typeof explain)['topic']

/** Mistakes that are best shown as the wrong code beside the right one. */
export const traps = [
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
export type Trap = (typeof traps)[number]

const mine = (kind: Traits['class']): Traits => ({ class: kind, who: 'you', again: 'after-change' })

/** One entry per topic: one that is missing does not compile. */
export const topicTraits = {
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
} as const satisfies Record<Topic, Traits>

/** The mistake in one's own code that fails in the way an exchange did; most failures have none. */
export function trapOf(problem: {
  code: string
  host?: string
  phase?: string
  status?: number
  errcode?: number
}): Trap | undefined {
  const { code, host = '', phase, status, errcode } = problem
  if (code === 'dns-not-found') return trapOfHost(host)
  // Connected, and closed without a byte: what a request that was never ended looks like from its own side.
  if (code === 'connection-reset' && (phase === 'send' || phase === 'wait')) return 'missing-end'
  if (code === 'http-status' && status === 412) return 'chunked'
  if (code !== 'wechat') return undefined
  if (errcode === 43003) return 'plain-http'
  return errcode === 41002 ? 'form-body' : undefined
}

/** A host that cannot be one, since it holds more than a name. */
export function trapOfHost(host: string): 'scheme-in-host' | 'path-in-host' | undefined {
  if (host.includes('://')) return 'scheme-in-host'
  return host.includes('/') ? 'path-in-host' : undefined
}
