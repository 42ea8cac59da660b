import type { Translated } from '../translated.ts'
import type { settings as source } from '../zh-CN/settings.ts'

export const settings: Translated<typeof source> = {}
