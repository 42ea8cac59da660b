import { useTranslation } from 'react-i18next'
import type { BodyFacts } from '#contract/exchange.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { formatSize } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { READ_AT_ONCE } from './body-reader.ts'
import type { Body } from './use-body.ts'

/** What is to be known of the bytes above: how many there are, and what they are not. */
export function BodyStatus({
  reading: { body, failure },
  facts,
  notJsonAt,
}: {
  reading: Body
  facts: BodyFacts
  notJsonAt: number | undefined
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  if (failure) return <ProblemNote failure={failure} className="grow" />
  if (!body) return null
  if (facts.size === 0) return t('noBody')
  if (facts.withheld) return <span className="text-warn-text">{t('withheld')}</span>
  const size = formatSize(facts.size)
  return (
    <div className="flex flex-wrap gap-x-3">
      {notJsonAt !== undefined && <span className="text-warn-text">{t('notJson', { at: count(notJsonAt) })}</span>}
      {body.notUtf8At !== undefined ? (
        <span className="text-warn-text">{t('notUtf8', { size, at: count(body.notUtf8At) })}</span>
      ) : body.whole ? (
        <span>{t('utf8', { size })}</span>
      ) : (
        <span className="tabular-nums">{t('readSoFar', { read: formatSize(body.bytes.length), size })}</span>
      )}
      {facts.fullSize !== undefined && (
        <span className="text-warn-text">{t('cutShort', { full: formatSize(facts.fullSize), kept: size })}</span>
      )}
    </div>
  )
}

/** A long body is read on only when it is asked for. */
export function LoadMore({ reading: { body, busy, readTo }, facts }: { reading: Body; facts: BodyFacts }) {
  const { t } = useTranslation('exchange')
  if (!body || body.whole || busy) return null
  const left = facts.size - body.bytes.length
  return (
    <>
      {left > READ_AT_ONCE && (
        <Button size="s" onClick={() => readTo(body.bytes.length + READ_AT_ONCE)}>
          {t('loadMore')}
        </Button>
      )}
      <Button size="s" onClick={() => readTo(facts.size)}>
        {t('loadAll', { size: formatSize(left) })}
      </Button>
    </>
  )
}
