import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'

export const languageSchema = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Seconds a request may take from dialling to the last byte. */
  timeoutSeconds: z.number().int().min(1).max(120),
  /** Minutes before a token's end at which to say so; 0 for never. */
  remindMinutes: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(30)]),
  /** The account that was on screen last; a start shows it again. */
  lastAccountId: z.string().max(64).nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  timeoutSeconds: 10,
  remindMinutes: 10,
  lastAccountId: null,
}

export const settingsContract = {
  update: command.input(settingsSchema.partial()).output(type<Settings>()),
}
