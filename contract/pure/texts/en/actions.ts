import type { Translated } from '../translated.ts'
import type { actions as source } from '../zh-CN/actions.ts'

export const actions: Translated<typeof source> = {}
