import { checkToken, type TokenCheck } from '#contract/pure/credentials/credential-shapes.ts'
import type { Evidence, ProbeResult } from '#contract/token.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import { type Account, originKeyOf } from '#core/model/account.ts'
import type { HeldToken } from '#core/token/cell/held-token.ts'
import type { TokenCell } from '#core/token/cell/token-cell.ts'
import { inTime } from '#core/token/timeline/in-time.ts'
import { type Timeline, tokensOf } from '#core/token/timeline/timeline.ts'

export interface Scene {
  account: Account
  /** As a person typed it; the held token when absent. */
  typed: string | undefined
  cell: TokenCell
  timeline: Timeline
  /** Epoch ms on the account's clock. */
  now: number
  /** Absent when a probe is not allowed. */
  probe?(token: string): Promise<ProbeResult>
}

/** A shorter part of a token proves nothing. */
const TELLING_LENGTH = 16

/** The evidence about a token, in the order in which the page lists it. */
export async function collectEvidence(scene: Scene): Promise<Evidence[]> {
  const held = scene.cell.held()
  const check = scene.typed === undefined ? undefined : checkToken(scene.typed)
  const token = check?.value ?? held?.token ?? ''
  const hash = fingerprintOf(token)
  const isHeld = held?.token === token
  const shape = check && !isHeld ? shapeOf(check, held) : undefined
  const canBeSent = check?.verdict !== 'fault'
  const known = [
    ...(shape ? [shape] : []),
    ...(canBeSent ? historyOf(scene, hash, isHeld) : []),
    ...(isHeld ? ownWord(scene, held) : []),
  ]
  // Last, since it adds evidence.
  return canBeSent ? [...known, await probed(scene, token)] : known
}

function shapeOf(check: TokenCheck, held: HeldToken | undefined): Evidence | undefined {
  const isPart = check.value.length >= TELLING_LENGTH && held?.token.includes(check.value)
  if (isPart) return { fact: 'shape', hint: 'part-of-held' }
  if (check.verdict === 'hint') return { fact: 'shape', hint: check.hint }
  if (check.verdict !== 'fault') return undefined
  return { fact: 'shape', hint: check.fault === 'blanks' || check.fault === 'not-ascii' ? check.fault : 'too-short' }
}

/** The timelines' records of the token. */
function historyOf({ account, timeline, now }: Scene, hash: string, isHeld: boolean): Evidence[] {
  const place = originKeyOf(account)
  const tokens = tokensOf(inTime(timeline.records(place), now))
  const known = tokens.findLast((token) => token.hash === hash)
  const elsewhere = timeline.placesOf(hash).find((other) => appIdOf(other) !== account.appId)
  const evidence: Evidence[] = [{ fact: isHeld ? 'held' : known ? 'formerly-held' : 'never-seen', hash }]
  if (elsewhere !== undefined) evidence.push({ fact: 'held-by-other', hash, appId: appIdOf(elsewhere) })
  if (!known) return evidence
  const { obtainedAt, family, source, expiresAt, replacedAt, refused } = known
  evidence.push({ fact: 'obtained', at: obtainedAt, family, source })
  if (!isHeld && expiresAt !== undefined) evidence.push({ fact: 'ends', at: expiresAt, passed: expiresAt <= now })
  const successor = tokens.find((token) => token.family === family && token.obtainedAt === replacedAt)
  if (successor)
    evidence.push({ fact: 'replaced', at: successor.obtainedAt, source: successor.source, hash: successor.hash })
  if (!isHeld && refused) evidence.push({ fact: 'refused', ...refused })
  return evidence
}

/** Evidence about the held token beyond its history: its computed end, and the results of the last calls with it. */
function ownWord({ cell, timeline, account, now }: Scene, held: HeldToken): Evidence[] {
  const evidence: Evidence[] = []
  const worked = cell.workedAt()
  if (!held.life) evidence.push({ fact: 'end-unknown' })
  else {
    const { expiresAt } = held.life
    evidence.push({ fact: 'ends', at: expiresAt, passed: held.state === 'ended' || expiresAt <= now })
  }
  if (worked !== undefined) evidence.push({ fact: 'worked', at: worked })
  const hash = fingerprintOf(held.token)
  const last = timeline.records(originKeyOf(account)).findLast((one) => one.kind === 'refused' && one.hash === hash)
  // A refusal counts until WeChat returns the same token again.
  if (held.state === 'superseded' && last?.kind === 'refused') {
    evidence.push({ fact: 'refused', at: held.at, errcode: last.errcode })
  }
  return evidence
}

async function probed({ probe }: Scene, token: string): Promise<Evidence> {
  if (!probe) return { fact: 'probe', outcome: 'not-asked' }
  try {
    return { fact: 'probe', ...(await probe(token)) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem } = error
    const errcode = problem.code === 'wechat' && { errcode: problem.errcode }
    return { fact: 'probe', outcome: 'failed', code: problem.code, ...errcode }
  }
}

const appIdOf = (place: string) => place.slice(0, place.indexOf('@'))
