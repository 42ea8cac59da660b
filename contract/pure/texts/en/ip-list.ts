import type { Translated } from '../translated.ts'
import type { ipList as source } from '../zh-CN/ip-list.ts'

export const ipList: Translated<typeof source> = {}
