import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#contract/problem.ts'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { exchangeIdOf, useProblemText } from './problem-text.ts'

/**
 * How a call failed, said where it happened: what, why, what to do. Where something former still `holds`, that is
 * said instead of the why, which one finds with the exchange.
 */
export function ProblemNote({
  failure,
  onOpenExchange,
  onOpenDoctor,
  holds,
  className,
}: {
  failure: Failure
  /** Leads to the recorded exchange, when there is one. */
  onOpenExchange?: (id: number) => void
  /** Leads to what helps when WeChat refused the IP. */
  onOpenDoctor?: () => void
  /** What is still good in spite of it. */
  holds?: ReactNode
  className?: string
}) {
  const { t } = useTranslation(['exchange', 'whitelist'])
  const { title, why, todo } = useProblemText()(failure)
  const exchangeId = exchangeIdOf(failure)
  const seenIp = failure.code === 'wechat' ? failure.seenIp : undefined
  const inBrief = Boolean(holds) && exchangeId !== undefined
  return (
    <Note {...(className && { className })}>
      <b className="font-strong">{why === '' ? title : t('titleSentence', { title })}</b> {!inBrief && `${why} ${todo}`}{' '}
      {holds}{' '}
      {onOpenExchange && exchangeId !== undefined && (
        <button
          type="button"
          className="rounded-1 font-strong whitespace-nowrap underline"
          onClick={() => onOpenExchange(exchangeId)}
        >
          {t('open')}
        </button>
      )}
      {seenIp !== undefined && (
        <span className="mt-1 flex items-center gap-2">
          <span className="mono">{seenIp}</span>
          <CopyButton text={seenIp} label={t('whitelist:copyIp')} done={t('whitelist:copiedIp')} />
          {onOpenDoctor && (
            <button type="button" className="rounded-1 font-strong underline" onClick={onOpenDoctor}>
              {t('whitelist:title')}
            </button>
          )}
        </span>
      )}
    </Note>
  )
}

/** The same in place of a whole part of the screen. */
export function ProblemPart({ failure }: { failure: Failure }) {
  return (
    <div className="p-5">
      <ProblemNote failure={failure} />
    </div>
  )
}

/** What happened, and why. */
export function ProblemHeading({
  icon,
  title,
  why,
  children,
}: {
  icon: IconType
  title: string
  why: string
  /** Where the proof is. */
  children?: ReactNode
}) {
  return (
    <div className="flex items-start gap-3.5" role="alert">
      <span className="hidden size-9 shrink-0 place-items-center rounded-3 bg-danger-soft text-danger-text wide:grid">
        <Icon of={icon} size="l" />
      </span>
      <div className="min-w-0 grow">
        <p className="text-title font-title tracking-title wide:text-[18px]/6.5">{title}</p>
        <p className="max-w-170 text-read text-pretty text-text-2">{why}</p>
      </div>
      {children}
    </div>
  )
}
