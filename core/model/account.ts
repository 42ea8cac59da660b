import { z } from 'zod'
import {
  ipRefreshSchema,
  type Origin,
  originSchema,
  proxySchema,
  renewalModeSchema,
  tokenSourceSchema,
} from '#contract/accounts.ts'
import { sourceName } from '#contract/pure/credentials/token-source.ts'
import { officialHosts } from '#contract/pure/net/hosts.ts'
import { checkOrigin, faultOfOrigin } from '#contract/pure/net/origin.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'

/** One Official Account in the state file: no secret, no token, no sandbox port. */
const schema = z.object({
  id: z.string(),
  label: z.string(),
  appId: z.string(),
  tokenSource: tokenSourceSchema,
  renewal: renewalModeSchema.default('off'),
  origin: originSchema,
  proxy: proxySchema.default({ kind: 'none' }),
  ipRefresh: ipRefreshSchema.default('off'),
})
export type Account = z.infer<typeof schema>

/** Up to version 1 of the file, a field `family` stood for the source, and `pasted` was one of its values. */
export const accountSchema: z.ZodType<Account> = z.preprocess((entry) => {
  if (typeof entry !== 'object' || entry === null || !('family' in entry)) return entry
  const { family, ...rest } = entry
  return { tokenSource: family === 'pasted' ? { kind: 'pasted' } : { kind: 'wechat', family }, ...rest }
}, schema)

/** The key of a token cell: one per origin, AppID and source, whatever the number of accounts. */
export function tokenKeyOf(account: Account): string {
  return `token:${sourceName(account.tokenSource)}:${originKeyOf(account)}`
}

/** The key of a timeline: one per origin and AppID, all sources. */
export function originKeyOf({ origin, appId }: Account): string {
  const place = origin.kind === 'official' ? origin.host : origin.kind === 'custom' ? origin.url : 'sandbox'
  return `${appId}@${place}`
}

/** The name of an account's AppSecret in the vault. */
export const secretKeyOf = (account: Account) => `secret:${account.id}`

/** Whether two accounts have the same origin. */
export function sameOrigin(a: Origin, b: Origin): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/**
 * Whether requests may not go to its origin. The form accepts no such one, so another program has written the file; the
 * account stays as it is for a person to correct, and nothing is sent (`origin-invalid`).
 */
export function isUndiallable({ origin }: Account): boolean {
  return origin.kind === 'custom' && faultOfOrigin(origin.url) !== undefined
}

/**
 * The origin as it will be used: trimmed and normalised; an official host typed as a custom one is official. A custom
 * one needs `confirmed` to name exactly where the AppSecret will go. Problems: `origin-invalid`, `confirm-origin`.
 */
export function acceptOrigin(chosen: Origin, confirmed: string | undefined): Origin {
  if (chosen.kind !== 'custom') return chosen
  const checked = checkOrigin(chosen.url)
  if (!checked.ok) throw new ProblemError({ code: 'origin-invalid', reason: checked.reason, retry: 'never' })
  const host = officialHosts.find((official) => checked.origin === `https://${official}`)
  if (host) return { kind: 'official', host }
  if (confirmed !== checked.origin) {
    throw new ProblemError({ code: 'confirm-origin', origin: checked.origin, retry: 'never' })
  }
  return { kind: 'custom', url: checked.origin }
}
