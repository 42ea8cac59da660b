import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import type { Problem } from './problem.ts'
import { type IpExportFormat, ipExportFormats, ipListKinds } from './pure/ip-list.ts'

export const ipListKindSchema = z.enum(ipListKinds)
export type IpListKind = z.infer<typeof ipListKindSchema>

/**
 * `exact`: the fewest blocks that cover exactly the addresses. `24`: each IPv4 block smaller than a /24 is widened to
 * one.
 */
export const roundingSchema = z.enum(['exact', '24'])
export type Rounding = z.infer<typeof roundingSchema>

export interface IpEntry {
  /** As received, untouched. */
  raw: string
  /** An IPv4-mapped IPv6 address is read as its IPv4 address. */
  kind: 'ipv4' | 'ipv6' | 'cidr4' | 'cidr6' | 'unparsable'
  /**
   * Unusual spellings, which programs read differently. `leading-zeros` is not read, since some programs take them for
   * octal; the others are read as `readAs`.
   */
  unusual?: 'leading-zeros' | 'ipv4-mapped' | 'host-bits'
  /** The address or segment meant by an unusual entry, e.g. `101.226.103.0/25` for `101.226.103.9/25`. */
  readAs?: string
  /** Addresses covered, a power of two; absent when unparsable. */
  addresses?: number
  /** How many times the entry is in the list. */
  times: number
  /** When the entry was first in this list, among the stored versions; epoch ms on the account's clock. */
  firstSeen?: number
}

/** A list as fetched, once or more; a later list with the same distinct entries is the same version. */
export interface IpListVersion {
  id: number
  accountId: string
  kind: IpListKind
  /** Epoch ms on the account's clock: when it was first and last received. */
  since: number
  fetchedAt: number
  /** The exchange of the last fetch. */
  exchangeId: number
  /** Entries as received, duplicates included. */
  received: number
  /** Entries without duplicates. */
  distinct: number
  unparsable: number
  /** Distinct IPv4 addresses covered. */
  addresses: number
  /** Distinct IPv6 addresses covered; rounded above 2^53. */
  addresses6: number
  /** The difference from the version before; absent on the first one. Counts of addresses, rounded above 2^53. */
  change?: { from: number; added: number; removed: number }
}

export interface IpListView {
  accountId: string
  kind: IpListKind
  /** The last good list; absent until there is one. Its entries are read by `ipList.entries`. */
  current?: IpListVersion
  fetchingForMs?: number
  /** The last fetch failed; `current` is the list from before. */
  lastFailure?: { problem: Problem; at: number }
  /** Ms until the daily refresh, 0 when due; absent while it is off. */
  refreshInMs?: number
}

/** Added to and removed from a list: its addresses as exact blocks, and its entries as written. */
export interface IpListDiff {
  addresses: { added: string[]; removed: string[]; addedCount: number; removedCount: number }
  entries: { added: string[]; removed: string[] }
}

export interface IpBlocks {
  /** Single addresses without a prefix, others in CIDR, in numeric order. */
  blocks: string[]
  /** Distinct addresses covered, IPv4 and IPv6; rounded above 2^53. */
  addresses: number
  /** Addresses that rounding adds and that are not in the list. */
  extraAddresses: number
}

export interface IpExport {
  fileName: string
  mimeType: string
  text: string
  /** Blocks in the text, of both families; with `since`, blocks to add and to remove. */
  blocks: number
  extraAddresses: number
  /** Entries that could not be read, and so are not in the text. */
  unparsable: string[]
}

/** Tables of `callback/check`; losses and times are strings with units, as documented (`0%`, `23.079ms`). */
export interface IpCheck {
  exchangeId: number
  dns: { ip: string; operator: string }[]
  /** `time` is missing from newer descriptions. */
  ping: { ip: string; fromOperator: string; loss: string; time?: string }[]
}

/** `stage`: how far the test got; `tls` failed after TCP had succeeded. */
export type ConnectivityResult =
  | { address: string; ok: true; tcpMs: number; tlsMs: number }
  | {
      address: string
      ok: false
      stage: 'tcp' | 'tls'
      failure: 'refused' | 'timeout' | 'reset' | 'unreachable' | 'certificate' | 'other'
      code: string
    }

/** The last connectivity test of an account's API-domain list. */
export interface ConnectivityView {
  accountId: string
  state: 'running' | 'done' | 'cancelled'
  /** Epoch ms on the host's real clock. */
  startedAt: number
  total: number
  /** In the order of arrival. */
  results: ConnectivityResult[]
  /** CIDR and unparsable entries, which are not tested, and addresses beyond the limit. */
  skipped: { networks: number; unparsable: number; overLimit: number }
}

const list = { accountId: accountIdSchema, kind: ipListKindSchema }
const versionId = z.number().int().positive()

export const ipListContract = {
  fetch: command.input(z.object({ ...list, kind: ipListKindSchema.default('callback') })).output(type<IpListView>()),
  /** Distinct entries in the order received. A version's entries never change, but for order and `times`. */
  entries: command.input(z.object({ version: versionId })).output(type<IpEntry[]>()),
  /** Newest first; a limited number of versions is stored. */
  history: command.input(z.object(list)).output(type<IpListVersion[]>()),
  diff: command.input(z.object({ from: versionId, to: versionId })).output(type<IpListDiff>()),
  merged: command.input(z.object({ version: versionId, rounding: roundingSchema })).output(type<IpBlocks>()),
  /** The current list as another program's configuration; with `since`, only the difference from that version. */
  export: command
    .input(
      z
        .object({
          ...list,
          format: z.custom<IpExportFormat>((value) => typeof value === 'string'),
          rounding: roundingSchema,
          since: versionId.optional(),
        })
        .refine(({ kind, format }) => ipExportFormats[kind].includes(format), { path: ['format'] }),
    )
    .output(type<IpExport>()),
  /** `callback/check`: WeChat resolves and pings the account's callback URL. `CAP` is WeChat's own network. */
  check: command
    .input(
      z.object({
        accountId: accountIdSchema,
        action: z.enum(['dns', 'ping', 'all']),
        operator: z.enum(['DEFAULT', 'CHINANET', 'UNICOM', 'CAP']),
      }),
    )
    .output(type<IpCheck>()),
  /**
   * Opens TCP and TLS to each single address of the API-domain list from this computer; sends nothing. Progress is in
   * the snapshots. Aborting ends it and keeps the results so far.
   */
  testConnectivity: command.input(z.object({ accountId: accountIdSchema })).output(type<ConnectivityView>()),
}
