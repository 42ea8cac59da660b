import type { Translated } from '../translated.ts'
import type { errcode as source } from '../zh-CN/errcode.ts'

export const errcode: Translated<typeof source> = {}
