import { useTranslation } from 'react-i18next'
import type { TimelineEvent, TimelineToken } from '#contract/timeline.ts'
import { formatCountdown } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { type Item, overlapEnd } from './drawing.ts'

export interface ItemFacts {
  title: string
  facts: { name: string; text: string }[]
}

/** What is known of one thing in the drawing, in words. */
export function useItemFacts(): (item: Item) => ItemFacts {
  const { t } = useTranslation(['timeline', 'token', 'problem'])
  const { time } = useFormat()
  return (item) => (item.kind === 'token' ? tokenFacts(item.token) : eventFacts(item.event))

  function tokenFacts(token: TimelineToken): ItemFacts {
    const { hash, source, obtainedAt, expiresAt, replacedAt, refused } = token
    const end = overlapEnd(token)
    return {
      title: t('item.token', { hash }),
      facts: [
        {
          name: t('fact.obtained'),
          text: t('obtained', { time: time(obtainedAt), source: t(`token:fact.sources.${source}`) }),
        },
        { name: t('fact.ends'), text: expiresAt === undefined ? t('endUnknown') : time(expiresAt) },
        ...(replacedAt !== undefined && end !== undefined && end > replacedAt
          ? [{ name: t('fact.overlap'), text: t('overlap', { from: time(replacedAt), to: time(end) }) }]
          : []),
        ...(refused
          ? [{ name: t('fact.refused'), text: t('refused', { time: time(refused.at), errcode: refused.errcode }) }]
          : []),
      ],
    }
  }

  function eventFacts(event: TimelineEvent): ItemFacts {
    const title = t(`item.${event.kind}`)
    const at = { name: t('fact.at'), text: time(event.at) }
    switch (event.kind) {
      case 'forced':
        return { title, facts: [at] }
      case 'failed':
        return { title, facts: [at, { name: t('fact.reason'), text: reasonOf(event) }] }
      case 'sleep':
        return {
          title,
          facts: [
            { name: t('fact.woke'), text: time(event.at) },
            { name: t('fact.for'), text: formatCountdown(event.ms) },
          ],
        }
      case 'clock-jump': {
        const amount = formatCountdown(Math.abs(event.ms))
        return {
          title,
          facts: [at, { name: t('fact.by'), text: t(event.ms < 0 ? 'backward' : 'forward', { amount }) }],
        }
      }
    }
  }

  function reasonOf({ code, errcode }: Extract<TimelineEvent, { kind: 'failed' }>): string {
    return errcode === undefined ? t(`problem:${code}.short`) : String(errcode)
  }
}
