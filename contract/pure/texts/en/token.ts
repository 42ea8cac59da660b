import type { Translated } from '../translated.ts'
import type { token as source } from '../zh-CN/token.ts'

export const token: Translated<typeof source> = {}
