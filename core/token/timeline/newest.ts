import type { SourceName } from '#contract/pure/credentials/token-source.ts'
import type { TimelineRecord } from './timeline-store.ts'

/**
 * Whether the records of a place, oldest first, know of no newer token of the family. Their order counts, not their
 * times, since the clock may have been set in between; only a token that is not among them is told by `obtainedAt`.
 */
export function isNewest(
  records: readonly TimelineRecord[],
  family: SourceName,
  hash: string,
  obtainedAt: number,
): boolean {
  const tokens = records.filter((record) => record.kind === 'token' && record.family === family)
  const last = tokens.at(-1)
  if (last?.kind !== 'token' || last.hash === hash) return true
  const isKnown = tokens.some((record) => record.kind === 'token' && record.hash === hash)
  return !isKnown && obtainedAt > last.at
}
