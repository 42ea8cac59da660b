import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../contract/problem.ts'
import type { Failure } from '../bridge/failure.ts'
import { formatDuration, formatSize } from './format.ts'

/** What happened, why, what to do. */
export interface ProblemText {
  title: string
  why: string
  todo: string
}

type Translate = TFunction<['problem', 'errcode', 'exchange', 'host']>

/** The words for a failure, its blanks filled. */
export function problemText(t: Translate, failure: Failure): ProblemText {
  if (failure.code === 'host-lost') return { title: t('host:hostLost'), why: '', todo: '' }
  if (failure.code === 'internal') return { title: t('host:internal'), why: '', todo: '' }
  const blanks = blanksOf(t, failure)
  return {
    title: t(`problem:${failure.code}.title`, blanks),
    why: t(`problem:${failure.code}.why`, blanks),
    todo: t(`problem:${failure.code}.todo`, blanks),
  }
}

function blanksOf(t: Translate, problem: Problem): Record<string, string | number> {
  const blanks: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(problem)) {
    if (typeof value === 'string' || typeof value === 'number') blanks[name] = value
  }
  if ('phase' in problem) blanks.phase = t(`exchange:phase.${problem.phase}`)
  if ('limitMs' in problem) blanks.limit = formatDuration(problem.limitMs)
  if ('limitBytes' in problem) blanks.limit = formatSize(problem.limitBytes)
  return blanks
}

export function useProblemText(): (failure: Failure) => ProblemText {
  const { t } = useTranslation(['problem', 'errcode', 'exchange', 'host'])
  return (failure) => problemText(t, failure)
}
