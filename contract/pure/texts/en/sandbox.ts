import type { Translated } from '../translated.ts'
import type { sandbox as source } from '../zh-CN/sandbox.ts'

export const sandbox: Translated<typeof source> = {}
