import type { Translated } from '../translated.ts'
import type { exchange as source } from '../zh-CN/exchange.ts'

export const exchange: Translated<typeof source> = {}
