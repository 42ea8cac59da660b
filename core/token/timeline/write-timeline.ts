import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import { type Account, originKeyOf } from '#core/model/account.ts'
import type { HeldToken } from '#core/token/held-token.ts'
import { isNewest } from '#core/token/newest.ts'
import type { CellListener } from '#core/token/token-cell.ts'
import type { Timeline } from './timeline.ts'

export interface TimelineWriterDeps {
  timeline: Pick<Timeline, 'add' | 'records'>
  account: Account
  /** Epoch ms on the account's clock. */
  now(): number
  obtained(): void
  damaged(): void
}

/** Tells the timeline of the account's place what happens to its token: by hash, and failures by their code. */
export function writeTimeline({ timeline, account, now, obtained, damaged }: TimelineWriterDeps): CellListener {
  const place = originKeyOf(account)
  const { family } = account

  function add({ token, source, obtainedAt, expiresAt }: HeldToken): void {
    const end = expiresAt !== undefined && { expiresAt }
    timeline.add(place, { kind: 'token', at: obtainedAt, hash: fingerprintOf(token), family, source, ...end })
  }

  return {
    obtained(held) {
      add(held)
      obtained()
    },
    restored(held) {
      const isLast = isNewest(timeline.records(place), family, fingerprintOf(held.token), held.obtainedAt)
      // One that was replaced is not obtained again by a restart.
      if (isLast) add(held)
      return isLast
    },
    damaged,
    failed(problem) {
      const errcode = problem.code === 'wechat' && { errcode: problem.errcode }
      timeline.add(place, { kind: 'failed', at: now(), family, code: problem.code, ...errcode })
    },
    refused(token, errcode) {
      timeline.add(place, { kind: 'refused', at: now(), hash: fingerprintOf(token), family, errcode })
    },
  }
}
