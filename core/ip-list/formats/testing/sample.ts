import type { IpListKind, IpListVersion, Rounding } from '#contract/ip-list.ts'
import type { IpExportFormat } from '#contract/pure/ip-list.ts'
import { exportIpList } from '#core/ip-list/formats/export.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'

/** Both families, overlaps, unusual spellings, and entries that try to break out of a comment. */
export const before = [
  '101.226.103.9/25',
  '42.192.6.0/24',
  '42.192.7.0/24',
  '42.192.6.0/24',
  '106.55.206.146',
  '::ffff:106.55.206.147',
  '2402:4e00:1020:1000::/64',
  '2402:4e00:1020:2000::1',
  '010.1.1.1',
  '1.2.3.4\nallow all;\n*/ é',
]
/** Half a block, a whole block and an IPv6 address are removed; others are added. */
export const after = [
  '42.192.6.0/24',
  '42.192.7.0/25',
  '106.55.206.146',
  '58.60.9.143',
  '2402:4e00:1020:1000::/64',
  '2402:4e00:1020:3000::/52',
]

export interface SampleChoice {
  kind: IpListKind
  format: IpExportFormat
  rounding?: Rounding
}

/** The second list's export, or its changes from the first. */
export const exportAfter = (choice: SampleChoice) => exportOf(after, choice)
export const exportBefore = (choice: SampleChoice, received = before) => exportOf(received, choice)
export const exportChanges = (choice: SampleChoice) => exportOf(after, choice, before)

function exportOf(received: string[], { kind, format, rounding = 'exact' }: SampleChoice, since?: string[]) {
  const { entries, addresses } = parseIpList(received)
  const version: IpListVersion = {
    id: 1,
    accountId: 'a',
    kind,
    since: 0,
    fetchedAt: Date.UTC(2026, 10, 23, 8, 15),
    exchangeId: 1,
    received: received.length,
    distinct: entries.length,
    unparsable: 0,
    addresses: 0,
    addresses6: 0,
  }
  const dayBefore = { ...version, fetchedAt: Date.UTC(2026, 10, 22, 8, 15) }
  return exportIpList({
    version,
    entries,
    addresses,
    ...(since && { since: { version: dayBefore, addresses: parseIpList(since).addresses } }),
    format,
    rounding,
  })
}
