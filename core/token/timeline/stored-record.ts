import { z } from 'zod'
import { problemSchema } from '#contract/problem.ts'
import { tokenFamilies } from '#contract/pure/credentials/token-source.ts'
import type { HowObtained } from '#contract/token.ts'
import { parseJson } from '#core/kernel/parse-json.ts'
import type { TimelineRecord } from './timeline-store.ts'

const at = z.number().min(0).max(8.64e15)
const hash = z.string()
const family = z.enum([...tokenFamilies, 'pasted'])
/** Listed in full, so that a missing kind does not compile. */
const sources: Record<HowObtained, true> = { fetched: true, renewed: true, forced: true, pasted: true }
const problemCodes = problemSchema.options.map((option) => option.shape.code.value)

const recordSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('token'),
    at,
    hash,
    family,
    source: z.enum(Object.keys(sources)),
    expiresAt: at.optional(),
  }),
  z.looseObject({ kind: z.literal('refused'), at, hash, family, errcode: z.number().int() }),
  z.looseObject({ kind: z.literal('forced'), at, family }),
  z.looseObject({
    kind: z.literal('failed'),
    at,
    family,
    code: z.enum(problemCodes),
    errcode: z.number().int().optional(),
  }),
  z.looseObject({ kind: z.literal('sleep'), at, ms: z.number() }),
  z.looseObject({ kind: z.literal('clock-jump'), at, ms: z.number() }),
])
type Kinds = z.infer<typeof recordSchema>['kind']
/** A kind without a schema does not compile either. */
const everyKind: Record<TimelineRecord['kind'], true> = {} as Record<Kinds, true>
void everyKind

/** A stored record; `undefined` when it is none. */
export function readRecord(json: unknown): TimelineRecord | undefined {
  return recordSchema.safeParse(parseJson(json)).data as TimelineRecord | undefined
}
