import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type FailureInfo, failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import type { Recognised } from '#contract/pure/explain/recognise.ts'
import { type Pitfall, pitfalls, type Topic, topicInfo } from '#contract/pure/explain/topics.ts'
import { RidLine } from '#renderer/model/rid-line.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { type ProblemText, useProblemText } from '#renderer/ui/problem/problem-text.ts'
import { ShownText } from '#renderer/ui/text/shown-text.tsx'
import { CodeCompare } from './code-compare.tsx'
import { FailureInfoLine } from './failure-info-line.tsx'

/** What a pasted text is about, in the words of the exchanges' explanations. */
export function Finding({ found, onLookUp }: { found: Recognised; onLookUp?(rid: string): void }) {
  const { t } = useTranslation(['explain', 'whitelist'])
  const topicText = (topic: Topic): ProblemText => ({
    title: t(`topic.${topic}.title`),
    why: t(`topic.${topic}.why`),
    todo: t(`topic.${topic}.todo`),
  })
  const problemText = useProblemText()
  if (found.kind === 'nothing')
    return <FindingText words={{ title: t('box.nothing'), why: t('box.nothingWhy'), todo: '' }} />
  const rid = found.rid !== undefined && <RidLine rid={found.rid} now={Date.now()} {...(onLookUp && { onLookUp })} />
  if (found.kind === 'topic') {
    return (
      <FindingText
        words={topicText(found.topic)}
        info={topicInfo[found.topic]}
        detail={found.detail}
        topic={found.topic}
      >
        {rid}
      </FindingText>
    )
  }
  const { errcode, errmsg, endpoint, seenIp, topic } = found
  const problem = { code: 'wechat', errcode, errmsg, endpoint, retry: 'never' } as const
  return (
    <FindingText words={problemText(problem)} info={failureInfoOf(problem)} topic={topic}>
      {seenIp !== undefined && (
        <p className="flex items-center gap-2">
          <span className="text-text-3">{t('fact.ip')}</span>
          <span className="mono">{seenIp}</span>
          <CopyButton text={seenIp} label={t('whitelist:copyIp')} done={t('whitelist:copiedIp')} />
        </p>
      )}
      {rid}
    </FindingText>
  )
}

function FindingText({
  words: { title, why, todo },
  info,
  detail,
  topic,
  children,
}: {
  words: ProblemText
  info?: FailureInfo
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
      {info && topic !== 'success' && <FailureInfoLine info={info} />}
      {children}
      {topic && isPitfall(topic) && <CodeCompare pitfall={topic} />}
    </div>
  )
}

const isPitfall = (topic: Topic): topic is Pitfall => pitfalls.some((pitfall) => pitfall === topic)
