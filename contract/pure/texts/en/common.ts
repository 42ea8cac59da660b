import type { Translated } from '../translated.ts'
import type { common as source } from '../zh-CN/common.ts'

export const common: Translated<typeof source> = {}
