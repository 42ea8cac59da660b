import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recognised } from '#contract/pure/explain/recognise.ts'
import { type Topic, type Trap, topicTraits, traps } from '#contract/pure/explain/topics.ts'
import { type Traits, traitsOf } from '#contract/pure/explain/traits.ts'
import { RidLine } from '#renderer/model/rid-line.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { type ProblemText, useProblemText } from '#renderer/ui/problem-text.ts'
import { ShownText } from '#renderer/ui/shown-text.tsx'
import { CodeCompare } from './code-compare.tsx'
import { TraitsLine } from './traits-line.tsx'

/** What a pasted text is about, in the words of the exchanges' explanations. */
export function Finding({ found, onLookUp }: { found: Recognised; onLookUp?(rid: string): void }) {
  const { t } = useTranslation(['explain', 'whitelist'])
  const topicText = (topic: Topic): ProblemText => ({
    title: t(`topic.${topic}.title`),
    why: t(`topic.${topic}.why`),
    todo: t(`topic.${topic}.todo`),
  })
  const problemText = useProblemText()
  if (found.kind === 'nothing') return <Words words={{ title: t('box.nothing'), why: t('box.nothingWhy'), todo: '' }} />
  const rid = found.rid !== undefined && <RidLine rid={found.rid} now={Date.now()} {...(onLookUp && { onLookUp })} />
  if (found.kind === 'topic') {
    return (
      <Words words={topicText(found.topic)} traits={topicTraits[found.topic]} detail={found.detail} topic={found.topic}>
        {rid}
      </Words>
    )
  }
  const { errcode, errmsg, endpoint, seenIp, topic } = found
  const problem = { code: 'wechat', errcode, errmsg, endpoint, retry: 'never' } as const
  return (
    <Words words={problemText(problem)} traits={traitsOf(problem)} topic={topic}>
      {seenIp !== undefined && (
        <p className="flex items-center gap-2">
          <span className="text-text-3">{t('fact.ip')}</span>
          <span className="mono">{seenIp}</span>
          <CopyButton text={seenIp} label={t('whitelist:copyIp')} done={t('whitelist:copiedIp')} />
        </p>
      )}
      {rid}
    </Words>
  )
}

function Words({
  words: { title, why, todo },
  traits,
  detail,
  topic,
  children,
}: {
  words: ProblemText
  traits?: Traits
  /** What it was about: a host, a status. */
  detail?: string | undefined
  topic?: Topic | undefined
  children?: ReactNode
}) {
  return (
    <div className="grid gap-2 text-small/4.5">
      <h3 className="text-base font-title">
        {title}{' '}
        {detail !== undefined && !title.includes(detail) && (
          <span className="mono font-text wrap-anywhere text-text-2">
            <ShownText text={detail} />
          </span>
        )}
      </h3>
      <p className="text-pretty wrap-anywhere text-text-2">
        {why} <span className="text-text">{todo}</span>
      </p>
      {traits && topic !== 'success' && <TraitsLine traits={traits} />}
      {children}
      {topic && isTrap(topic) && <CodeCompare trap={topic} />}
    </div>
  )
}

const isTrap = (topic: Topic): topic is Trap => traps.some((trap) => trap === topic)
