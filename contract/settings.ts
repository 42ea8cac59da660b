import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { LEAST_EXCHANGE_MB, LEAST_EXCHANGES, MOST_EXCHANGE_MB, MOST_EXCHANGES } from './pure/limits.ts'

export const languageSchema = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Seconds that a request may take, from dialling to the last byte. */
  timeoutSeconds: z.number().int().min(1).max(120),
  /** Seconds that connecting may take; part of the above. */
  connectTimeoutSeconds: z.number().int().min(1).max(120),
  /** A PEM file on the host whose certificates are trusted beside the built-in and the system's; empty for none. */
  caFile: z.string().trim().max(1024),
  /** Minutes before a token expires at which the reminder comes; 0 for never. */
  remindMinutes: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(30)]),
  /** Number of exchanges stored; the oldest are evicted first, pinned ones never. */
  maxExchanges: z.number().int().min(LEAST_EXCHANGES).max(MOST_EXCHANGES),
  /** Size of stored exchanges in MiB: views and bodies. */
  maxExchangeMb: z.number().int().min(LEAST_EXCHANGE_MB).max(MOST_EXCHANGE_MB),
  /** The account that was on screen last; shown again at the next start. */
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
  /** Fails with `ca-file-invalid` when `caFile` is not empty and its file has no certificate to trust. */
  update: command.input(settingsSchema.partial()).output(type<Settings>()),
}
