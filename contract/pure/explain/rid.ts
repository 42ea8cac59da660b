/** How long `rid/get` finds a request (official page "get_rid_info"). */
export const RID_FINDABLE_MS = 7 * 24 * 3_600_000
/** Clock differences that are tolerated; a rid from further ahead comes from another clock. */
const SKEW_MS = 10 * 60_000

const RID = /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}(?![0-9a-f-])/i

/** What can be read from a request id. Times are epoch ms. */
export interface RidFacts {
  /** When WeChat took the request, to the second. */
  at: number
  /** 0 when its clock runs ahead. */
  ageMs: number
  findableUntil: number
  /** `not-yet`: its time is in the future, so it comes from another clock. */
  state: 'findable' | 'too-old' | 'not-yet'
}

/** The first request id in a text; WeChat's own diagnosis takes the first one, too. */
export function findRid(text: string): string | undefined {
  return RID.exec(text)?.[0].toLowerCase()
}

/**
 * A request id begins with the request's Unix time in hex, which is undocumented and held for every id seen.
 * `undefined` for a text that is no request id.
 */
export function readRid(rid: string, now: number): RidFacts | undefined {
  if (findRid(rid) !== rid.toLowerCase()) return undefined
  const at = Number.parseInt(rid.slice(0, 8), 16) * 1000
  const findableUntil = at + RID_FINDABLE_MS
  const state = at > now + SKEW_MS ? 'not-yet' : now < findableUntil ? 'findable' : 'too-old'
  return { at, ageMs: Math.max(0, now - at), findableUntil, state }
}
