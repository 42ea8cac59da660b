import type { Problem, RetryClass } from '#contract/problem.ts'

/**
 * The class of an errcode. `busy`: WeChat's side, passes · `stale-token`: the token is no longer current · `wait`: a
 * limit, or a person of the account has to act · `config`: a setting of the developer's · `account`: a state of the
 * account · `program`: a wrong request · `unknown`: not in the catalogue.
 */
export type ErrcodeKind = 'busy' | 'stale-token' | 'wait' | 'config' | 'account' | 'program' | 'unknown'

export type Endpoint = Extract<Problem, { code: 'wechat' }>['endpoint']

export interface ErrcodeClass {
  kind: ErrcodeKind
  retry: RetryClass
  /** Retries by the client within one call, after short pauses; 0 for every class but `backoff`. */
  retries: number
  /** The failure passes within a minute: a background call can be repeated then. */
  passes: boolean
}

/** WeChat's common error codes, as far as these endpoints can answer them (official page "commErrCode" and others). */
export const errcodeKinds = new Map<number, ErrcodeKind>([
  [-1, 'busy'],
  [-1000, 'busy'],
  [40001, 'stale-token'],
  [40002, 'program'],
  [40013, 'config'],
  [40014, 'stale-token'],
  [40066, 'program'],
  [40097, 'program'],
  [40125, 'config'],
  [40164, 'config'],
  [40201, 'config'],
  [40202, 'program'],
  [40203, 'program'],
  [40234, 'config'],
  [40235, 'config'],
  [40243, 'config'],
  [41001, 'program'],
  [41002, 'program'],
  [41004, 'program'],
  [41018, 'program'],
  [42001, 'stale-token'],
  [42007, 'config'],
  [43001, 'program'],
  [43002, 'program'],
  [43003, 'program'],
  [44002, 'program'],
  [45009, 'wait'],
  [45011, 'wait'],
  [45035, 'config'],
  [47001, 'program'],
  [48001, 'account'],
  [48004, 'account'],
  [48006, 'account'],
  [50001, 'account'],
  [50002, 'account'],
  [50004, 'account'],
  [50007, 'account'],
  [61004, 'config'],
  [61007, 'account'],
  [61024, 'config'],
  [76001, 'program'],
  [76003, 'program'],
  [76021, 'program'],
  [76022, 'program'],
  [89501, 'wait'],
  [89502, 'wait'],
  [89503, 'wait'],
  [89504, 'wait'],
  [89505, 'wait'],
  [89506, 'wait'],
  [89507, 'wait'],
])

const retryOf: Record<ErrcodeKind, RetryClass> = {
  busy: 'backoff',
  'stale-token': 'refetch',
  wait: 'wait',
  config: 'never',
  account: 'never',
  program: 'never',
  unknown: 'never',
}

/**
 * The meaning of an errcode at an endpoint. A token endpoint gets no token: an errcode that means "stale" elsewhere
 * means there that the AppSecret is not this account's.
 */
export function classify(errcode: number, endpoint: Endpoint): ErrcodeClass {
  const listed = errcodeKinds.get(errcode) ?? 'unknown'
  const kind = listed === 'stale-token' && endpoint === 'token' ? 'config' : listed
  return { kind, retry: retryOf[kind], ...(passing.get(errcode) ?? { retries: 0, passes: false }) }
}

const passing = new Map<number, Pick<ErrcodeClass, 'retries' | 'passes'>>([
  [-1, { retries: 3, passes: true }],
  // Also seen for malformed calls, so it is retried only once.
  [-1000, { retries: 1, passes: true }],
  // Too many calls in this minute.
  [45011, { retries: 0, passes: true }],
])
