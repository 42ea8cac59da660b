import type { z } from 'zod'
import { parseJson } from '#core/kernel/parse-json.ts'

/** The valid entries of a damaged file; `undefined` when there are none. */
export type Salvage<T> = (text: string) => { value: T; kept: number } | undefined

/** Ends tried for one beginning; our entries hold few objects. */
const MOST_ENDS = 24
/**
 * Characters parsed in all, as a multiple of the text's length and beyond: a file of nothing but brackets must not
 * delay the start.
 */
const MOST_PARSED = 16
const MOST_PARSED_BEYOND = 4_000_000

/** Every whole entry of a list, wherever it is in the text. */
export function salvageList<Entry, T>(entry: z.ZodType<Entry>, of: (entries: Entry[]) => T): Salvage<T> {
  return (text) => {
    const entries: Entry[] = []
    const budget = { left: MOST_PARSED * text.length + MOST_PARSED_BEYOND }
    for (let at = text.indexOf('{'); at >= 0 && budget.left > 0; ) {
      const found = entryAt(text, at, entry, budget)
      if (found) entries.push(found.value)
      at = text.indexOf('{', found?.end ?? at + 1)
    }
    return entries.length > 0 ? { value: of(entries), kept: entries.length } : undefined
  }
}

function entryAt<Entry>(
  text: string,
  from: number,
  entry: z.ZodType<Entry>,
  budget: { left: number },
): { value: Entry; end: number } | undefined {
  let end = from
  for (let tries = 0; tries < MOST_ENDS; tries++) {
    end = text.indexOf('}', end) + 1
    budget.left -= (end || text.length) - from
    if (end === 0 || budget.left < 0) return undefined
    const value = parseJson(text.slice(from, end))
    // The first end that makes it JSON is its own: what does not fit then fits nowhere.
    if (value === undefined) continue
    const { data } = entry.safeParse(value)
    return data === undefined ? undefined : { value: data, end }
  }
  return undefined
}

/** Each whole key, and `initial` for the others. Single values only, one a line, as they are written. */
export function salvageKeys<T extends object>(schema: z.ZodType<T>, initial: T): Salvage<T> {
  return (text) => {
    let value = initial
    let kept = 0
    for (const [key, json] of valuesIn(text)) {
      if (!Object.hasOwn(initial, key)) continue
      const { data } = schema.safeParse({ ...value, [key]: parseJson(json) })
      if (!data) continue
      value = data
      kept += 1
    }
    return kept > 0 ? { value, kept } : undefined
  }
}

/** Each entry of a record that is whole. */
export function salvageRecord<Value>(entry: z.ZodType<Value>): Salvage<Record<string, Value>> {
  return (text) => {
    const read = valuesIn(text).flatMap(([key, json]): [string, Value][] => {
      const { data } = entry.safeParse(parseJson(json))
      return data === undefined ? [] : [[key, data]]
    })
    return read.length > 0 ? { value: Object.fromEntries(read), kept: read.length } : undefined
  }
}

/** More entries than any file of ours has. */
const MOST_LINES = 20_000

function valuesIn(text: string): [key: string, json: string][] {
  return text.split('\n', MOST_LINES).flatMap((line): [string, string][] => {
    const colon = line.indexOf('": ')
    const key = parseJson(line.slice(0, colon + 1).trim())
    const json = line.slice(colon + 3).trim()
    return colon < 0 || typeof key !== 'string' ? [] : [[key, json.endsWith(',') ? json.slice(0, -1) : json]]
  })
}
