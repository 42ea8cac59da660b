import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { LEAST_EXCHANGE_MB, LEAST_EXCHANGES, MOST_EXCHANGE_MB, MOST_EXCHANGES } from './pure/limits.ts'

export const languageSchema = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Seconds a request may take from dialling to the last byte. */
  timeoutSeconds: z.number().int().min(1).max(120),
  /** Seconds of it that making a connection may take. */
  connectTimeoutSeconds: z.number().int().min(1).max(120),
  /** A PEM file on the host whose certificates are trusted beside the built-in and the system's; empty for none. */
  caFile: z.string().trim().max(1024),
  /** Minutes before a token's end at which to say so; 0 for never. */
  remindMinutes: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(30)]),
  /** Exchanges that are kept, oldest out first; pinned ones are kept whatever it says. */
  maxExchanges: z.number().int().min(LEAST_EXCHANGES).max(MOST_EXCHANGES),
  /** MiB of them that are kept: views and bodies. */
  maxExchangeMb: z.number().int().min(LEAST_EXCHANGE_MB).max(MOST_EXCHANGE_MB),
  /** The account that was on screen last; a start shows it again. */
  lastAccountId: z.string().max(64).nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  timeoutSeconds: 10,
  connectTimeoutSeconds: 5,
  caFile: '',
  remindMinutes: 10,
  maxExchanges: 2_000,
  maxExchangeMb: 200,
  lastAccountId: null,
}

export const settingsContract = {
  /** `ca-file-invalid` when there is a `caFile` and nothing in it to trust. */
  update: command.input(settingsSchema.partial()).output(type<Settings>()),
}
