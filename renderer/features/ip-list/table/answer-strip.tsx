import { CircleCheck, CircleHelp, CircleMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListKind } from '#contract/ip-list.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import type { Answer } from './question.ts'

/** Yes and by which entry, no, or not an address. */
export function AnswerStrip({
  answer,
  kind,
  compact = false,
}: {
  answer: Answer
  kind: IpListKind
  compact?: boolean
}) {
  const { t } = useTranslation('ipList')
  const icon = answer.kind === 'not-an-address' ? CircleHelp : answer.entries.length > 0 ? CircleCheck : CircleMinus
  const isNo = answer.kind === 'known' && answer.entries.length === 0
  return (
    <div
      role="status"
      className={
        compact
          ? 'mx-3 mt-2 flex shrink-0 items-start gap-2 rounded-2 bg-surface-2 px-2.5 py-1.5 text-small/4.5 wide:mx-5'
          : 'flex min-h-9 shrink-0 items-center gap-2.5 border-b border-border bg-surface-2 px-4 py-1.5 text-small/4.5 wide:px-5'
      }
    >
      <Icon of={icon} size="s" className={compact ? 'mt-0.5 text-text-2' : 'text-text-2'} />
      <p className="min-w-0 grow wrap-anywhere text-text-2">
        <Words answer={answer} />
        {compact && isNo && kind === 'callback' && ` ${t('answer.pay')}`}
      </p>
      {!compact && kind === 'callback' && <span className="shrink-0 text-text-3">{t('answer.pay')}</span>}
    </div>
  )
}

function Words({ answer }: { answer: Answer }) {
  const { t } = useTranslation('ipList')
  if (answer.kind === 'not-an-address') {
    return (
      <>
        <b className="font-strong text-text">{t('answer.notAddress', { text: shownText(answer.text) })}</b>{' '}
        {t('answer.notAddressHint')}
      </>
    )
  }
  const address = shownText(answer.asked)
  const [entry, ...others] = answer.entries.map((held) => shownText(held))
  if (entry === undefined) {
    return (
      <>
        <b className="font-strong text-text">{t('answer.no')}</b> {t('answer.noneCovers', { address })}
      </>
    )
  }
  return (
    <>
      <b className="font-strong text-text">{t('answer.yes')}</b>{' '}
      {entry === address ? t('answer.same', { address }) : t('answer.covered', { address, entry })}{' '}
      {others.length > 0 && t('answer.more', { count: others.length })}
    </>
  )
}
