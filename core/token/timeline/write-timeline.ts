import { sourceName } from '#contract/pure/credentials/token-source.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import { type Account, originKeyOf } from '#core/model/account.ts'
import type { HeldToken } from '#core/token/cell/held-token.ts'
import type { CellListener } from '#core/token/cell/token-cell.ts'
import { isNewest } from './newest.ts'
import type { Timeline } from './timeline.ts'

export interface TimelineWriterDeps {
  timeline: Pick<Timeline, 'add' | 'records'>
  account: Account
  /** Epoch ms on the account's clock. */
  now(): number
}

/** Writes what happens to an account's token into the timeline of its origin: by hash, and failures by their code. */
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
      // One that was replaced is not obtained again by a restart.
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
