import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Failure, Problem } from '#contract/problem.ts'
import { errcodeKey } from '#contract/pure/explain/errcode-key.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { formatDuration, formatSize } from '#renderer/ui/text/format.ts'

/** What happened, why, what to do. */
export interface ProblemText {
  title: string
  why: string
  todo: string
}

type WechatProblem = Extract<Problem, { code: 'wechat' }>
type Translate = TFunction<['problem', 'errcode', 'exchange', 'host']>

/** The words for a failure, its blanks filled. */
export function problemText(t: Translate, told: Failure): ProblemText {
  const failure = shown(told)
  if (failure.code === 'host-lost') return { title: t('host:hostLost'), why: '', todo: '' }
  if (failure.code === 'internal') return { title: t('host:internal'), why: '', todo: '' }
  if (failure.code === 'wechat') return errcodeText(t, failure)
  const blanks = blanksOf(t, failure)
  return {
    title: t(`problem:${failure.code}.title`, blanks),
    why: whyOf(t, failure) ?? t(`problem:${failure.code}.why`, blanks),
    todo: t(`problem:${failure.code}.todo`, blanks),
  }
}

/** What a peer or a file says in it stands among our words: there it is text that nothing in it turns around. */
function shown<Told extends Failure>(failure: Told): Told {
  const entries = Object.entries(failure).map(([name, value]) => [
    name,
    typeof value === 'string' ? shownText(value) : value,
  ])
  return Object.fromEntries(entries) as Told
}

/** Some problems know which of several reasons it was. */
function whyOf(t: Translate, problem: Problem): string | undefined {
  if (problem.code === 'secret-needed') return t(`problem:secret-needed.reasons.${problem.reason}`)
  if (problem.code === 'proxy-auth') return t(`problem:proxy-auth.reasons.${problem.reason}`, { proxy: problem.proxy })
  if (problem.code === 'proxy-password-needed') {
    return t(`problem:proxy-password-needed.reasons.${problem.reason}`, { proxy: problem.proxy })
  }
  if (problem.code === 'system-proxy-invalid') return t(`problem:system-proxy-invalid.reasons.${problem.reason}`)
  if (problem.code === 'ca-file-invalid') {
    return t(`problem:ca-file-invalid.reasons.${problem.reason}`, { path: problem.path })
  }
  if (problem.code === 'origin-invalid') return t(`problem:origin-invalid.reasons.${problem.reason}`)
  if (problem.code === 'wrong-family') return t(`problem:wrong-family.reasons.${problem.reason}`)
  if (problem.code === 'request-invalid') return t(`problem:request-invalid.reasons.${problem.reason}`)
  if (problem.code === 'confirm-request') return t(`problem:confirm-request.costs.${problem.cost}`)
  return undefined
}

function isAboutVault(problem: Problem) {
  return problem.code === 'vault-unreadable' || problem.code === 'secret-not-removed'
}

function blanksOf(t: Translate, problem: Problem): Record<string, unknown> {
  return {
    ...problem,
    ...(isAboutVault(problem) && { reason: t(`host:failure.${problem.reason}`) }),
    ...('phase' in problem && { phase: t(`exchange:phase.${problem.phase}`) }),
    ...('limitMs' in problem && { limit: formatDuration(problem.limitMs) }),
    ...('limitBytes' in problem && { limit: formatSize(problem.limitBytes) }),
  }
}

/** What the catalogue says of an errcode; of one it does not know, WeChat's own words. */
function errcodeText(t: Translate, { errcode, errmsg, endpoint }: WechatProblem): ProblemText {
  const key = errcodeKey(errcode, endpoint)
  return {
    title: t('exchange:errcodeTitle', { meaning: t(`errcode:${key}.meaning`), errcode }),
    why: key === 'unknown' ? errmsg : t(`errcode:${key}.cause`),
    todo: t(`errcode:${key}.todo`),
  }
}

/** The exchange that a failed call was recorded as. */
export function exchangeIdOf(failure: Failure): number | undefined {
  return 'exchangeId' in failure ? failure.exchangeId : undefined
}

export function useProblemText(): (failure: Failure) => ProblemText {
  const { t } = useTranslation(['problem', 'errcode', 'exchange', 'host'])
  return (failure) => problemText(t, failure)
}
