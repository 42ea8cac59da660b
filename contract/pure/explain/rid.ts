/** `rid/get` finds a request for so long (official page "get_rid_info"). */
export const RID_FINDABLE_MS = 7 * 24 * 3_600_000
/** Clocks differ a little; a request from further ahead than this was made on another clock. */
const SKEW_MS = 10 * 60_000

const RID = /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}(?![0-9a-f-])/i

/** What a request id says by itself. Times are epoch ms. */
export interface RidFacts {
  /** When WeChat took the request, to the second. */
  at: number
  /** 0 for one of a clock that runs ahead. */
  ageMs: number
  findableUntil: number
  /** `not-yet`: its time is still to come, so it was made on another clock. */
  state: 'findable' | 'too-old' | 'not-yet'
}

/** The first request id in a text; the official diagnosis takes the first one, too. */
export function findRid(text: string): string | undefined {
  return RID.exec(text)?.[0].toLowerCase()
}

/**
 * A request id begins with the request's Unix time in hex, which is not documented and held for every one seen.
 * `undefined` for a text that is none.
 */
export function readRid(rid: string, now: number): RidFacts | undefined {
  if (findRid(rid) !== rid.toLowerCase()) return undefined
  const at = Number.parseInt(rid.slice(0, 8), 16) * 1000
  const findableUntil = at + RID_FINDABLE_MS
  const state = at > now + SKEW_MS ? 'not-yet' : now < findableUntil ? 'findable' : 'too-old'
  return { at, ageMs: Math.max(0, now - at), findableUntil, state }
}
