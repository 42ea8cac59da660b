import type { Problem } from '#contract/problem.ts'
import { errcodeKey } from '#contract/pure/explain/errcode-key.ts'
import { failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import { fill } from '#i18n/fill.ts'
import type { Texts } from '#i18n/index.ts'

/** The text of a failure, as on the page. */
export interface Explained {
  title: string
  why: string
  todo: string
  /** In order: kind, who can act, trying again, and what WeChat sent beside the errcode. */
  facts: [name: string, value: string][]
}

export function explained(words: Texts, problem: Problem): Explained {
  const { class: kind, who, again } = failureInfoOf(problem)
  const { explain } = words
  const facts: Explained['facts'] = [
    [explain.fact.class, explain.class[kind]],
    [explain.fact.who, explain.who[who]],
    [explain.fact.again, explain.again[again]],
  ]
  if (problem.code === 'wechat') {
    if (problem.seenIp !== undefined) facts.push([explain.fact.ip, problem.seenIp])
    if (problem.rid !== undefined) facts.push([explain.fact.rid, problem.rid])
    const key = errcodeKey(problem.errcode, problem.endpoint)
    const { meaning, cause, todo } = words.errcode[key]
    const title = fill(words.exchange.errcodeTitle, { meaning, errcode: problem.errcode })
    return { title, why: key === 'unknown' ? problem.errmsg : cause, todo, facts }
  }
  const { title, why, todo } = words.problem[problem.code]
  const blanks: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(problem)) {
    if (typeof value === 'string' || typeof value === 'number') blanks[name] = value
  }
  if ('phase' in problem) blanks.phase = words.exchange.phase[problem.phase]
  if ('limitMs' in problem) blanks.limit = `${problem.limitMs / 1000} s`
  if ('limitBytes' in problem) blanks.limit = `${problem.limitBytes / 1024 / 1024} MiB`
  return { title: fill(title, blanks), why: fill(why, blanks), todo: fill(todo, blanks), facts }
}
