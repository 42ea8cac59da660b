import { type SourceName, sourceName } from '#contract/pure/credentials/token-source.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import { type Account, originKeyOf } from '#core/model/account.ts'
import type { HeldToken } from '#core/token/cell/held-token.ts'
import type { CellListener } from '#core/token/cell/token-cell.ts'
import type { Timeline } from './timeline.ts'
import type { TimelineRecord } from './timeline-store.ts'

export interface TimelineWriterDeps {
  timeline: Pick<Timeline, 'add' | 'records'>
  account: Account
  /** Epoch ms on the account's clock. */
  now(): number
}

/** Writes the events of an account's token into the timeline of its origin: tokens by hash, failures by code. */
export function writeTimeline({ timeline, account, now }: TimelineWriterDeps): Omit<CellListener, 'onDamaged'> {
  const originKey = originKeyOf(account)
  const family = sourceName(account.tokenSource)

  function add({ token, source, obtainedAt, life }: HeldToken): void {
    const end = life && { expiresAt: life.expiresAt }
    timeline.add(originKey, { kind: 'token', at: obtainedAt, hash: fingerprintOf(token), family, source, ...end })
  }

  return {
    onObtained: add,
    onRestored(held) {
      const isLast = isNewest(timeline.records(originKey), family, fingerprintOf(held.token), held.obtainedAt)
      // A restart does not record a replaced token as obtained again.
      if (isLast) add(held)
      return isLast
    },
    onFailed(problem) {
      const errcode = problem.code === 'wechat' && { errcode: problem.errcode }
      timeline.add(originKey, { kind: 'failed', at: now(), family, code: problem.code, ...errcode })
    },
    onRefused(token, errcode) {
      timeline.add(originKey, { kind: 'refused', at: now(), hash: fingerprintOf(token), family, errcode })
    },
  }
}

/**
 * Whether the records of an (origin, AppID), oldest first, have no newer token of the type. Order counts, not time,
 * since the clock may have been set in between; `obtainedAt` decides only for a token without a record.
 */
function isNewest(records: readonly TimelineRecord[], family: SourceName, hash: string, obtainedAt: number): boolean {
  const tokens = records.filter((record) => record.kind === 'token' && record.family === family)
  const last = tokens.at(-1)
  if (last?.kind !== 'token' || last.hash === hash) return true
  const isKnown = tokens.some((record) => record.kind === 'token' && record.hash === hash)
  return !isKnown && obtainedAt > last.at
}
