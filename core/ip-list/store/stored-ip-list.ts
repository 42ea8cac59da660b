import { z } from 'zod'
import { type IpListVersion, ipListKindSchema } from '#contract/ip-list.ts'
import { parseJson } from '#core/kernel/parse-json.ts'

const count = z.number().nonnegative()
const moment = z.number().min(0).max(8.64e15)

const versionSchema = z.looseObject({
  id: z.number().int().nonnegative(),
  accountId: z.string(),
  kind: ipListKindSchema,
  since: moment,
  fetchedAt: moment,
  exchangeId: z.number().int().nonnegative(),
  received: count,
  distinct: count,
  unparsable: count,
  addresses: count,
  addresses6: count,
  change: z.object({ from: z.number().int(), added: count, removed: count }).optional(),
})

/** A stored version; `undefined` when it is none, or another one. */
export function readVersion(id: number, json: unknown): IpListVersion | undefined {
  const version = versionSchema.safeParse(parseJson(json)).data
  return version?.id === id ? (version as IpListVersion) : undefined
}

/** Its stored entries; `undefined` when they are invalid. */
export function readReceived(json: unknown): string[] | undefined {
  return z.array(z.string()).safeParse(parseJson(json)).data
}
