import type { Translated } from '../translated.ts'
import type { accounts as source } from '../zh-CN/accounts.ts'

export const accounts: Translated<typeof source> = {}
