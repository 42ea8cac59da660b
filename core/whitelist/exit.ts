import type { Exit, SeenIp } from '#contract/whitelist.ts'
import { coverOf } from './cover.ts'

/** An address last seen longer ago than this says nothing of today's exit. */
const RECENT_MS = 7 * 24 * 3_600_000

/** Whether calls leave from one address: judged by those of the last week that went the way the newest went. */
export function exitOf(seen: readonly SeenIp[]): Exit {
  const [newest] = seen
  if (!newest) return { kind: 'steady' }
  const same = seen.filter(({ proxy, lastAt }) => proxy === newest.proxy && lastAt >= newest.lastAt - RECENT_MS)
  const ips = [...new Set(same.map(({ ip }) => ip))]
  if (ips.length < 2) return { kind: 'steady' }
  const cover = coverOf(ips)
  return { kind: 'changing', ips: ips.length, ...(cover && { cover }) }
}
