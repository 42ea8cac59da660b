import { type Account, placeKeyOf } from '../accounts/account.ts'
import { fingerprintOf } from '../redaction/marker.ts'
import type { Timeline } from './timeline.ts'
import type { CellListener } from './token-cell.ts'

export interface TimelineWriterDeps {
  timeline: Pick<Timeline, 'add'>
  account: Account
  /** Epoch ms on the account's clock. */
  now(): number
  obtained(): void
}

/** Tells the timeline of the account's place what happens to its token: by hash, and failures by their code. */
export function writeTimeline({ timeline, account, now, obtained }: TimelineWriterDeps): CellListener {
  const place = placeKeyOf(account)
  const { family } = account
  return {
    obtained({ token, source, obtainedAt, expiresAt }) {
      const hash = fingerprintOf(token)
      const end = expiresAt !== undefined && { expiresAt }
      timeline.add(place, { kind: 'token', at: obtainedAt, hash, family, source, ...end })
      obtained()
    },
    failed(problem) {
      const errcode = problem.code === 'wechat' && { errcode: problem.errcode }
      timeline.add(place, { kind: 'failed', at: now(), family, code: problem.code, ...errcode })
    },
    refused(token, errcode) {
      timeline.add(place, { kind: 'refused', at: now(), hash: fingerprintOf(token), family, errcode })
    },
  }
}
