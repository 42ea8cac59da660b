import type { Translated } from '../translated.ts'
import type { problem as source } from '../zh-CN/problem.ts'

export const problem: Translated<typeof source> = {}
