import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import type { Problem } from './problem.ts'

/** `callback`: sources of WeChat's pushes to the developer (`getcallbackip`). */
export const ipListKindSchema = z.enum(['callback'])
export type IpListKind = z.infer<typeof ipListKindSchema>

export interface IpEntry {
  /** As received, untouched. */
  raw: string
  kind: 'ipv4' | 'ipv6' | 'cidr4' | 'cidr6' | 'unparsable'
  /** Addresses covered; absent when unparsable or above 2^53. */
  addresses?: number
  /** How often the entry came. */
  times: number
}

export interface IpListView {
  accountId: string
  kind: IpListKind
  /** Distinct entries, in the order received. */
  entries: IpEntry[]
  /** Entries as received, duplicates included. */
  received: number
  /** Distinct addresses covered by IPv4 entries. */
  addresses: number
  /** Epoch ms on the account's clock; absent when never fetched. */
  fetchedAt?: number
  exchangeId?: number
  fetchingForMs?: number
  /** The last fetch failed; the entries are the former ones. */
  lastFailure?: { problem: Problem; at: number }
}

export const ipListContract = {
  fetch: command
    .input(z.object({ accountId: accountIdSchema, kind: ipListKindSchema.default('callback') }))
    .output(type<IpListView>()),
}
