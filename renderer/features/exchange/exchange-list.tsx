import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '../../../contract/exchange.ts'
import { type ListPlace, usePage } from '../../page-context.ts'
import { useWide } from '../../ui/use-wide.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { ExchangeHeading, ExchangeRow, type Look } from './exchange-row.tsx'
import { lastLookedAt, useAccountNames } from './list-filter.ts'

/** The rows of a list of exchanges, newest first. */
export function ExchangeList({ exchanges, place }: { exchanges: ExchangeSummary[]; place: ListPlace }) {
  const { t } = useTranslation('exchange')
  const { openExchange } = usePage()
  const { nameOf } = useAccountNames()
  const rowHeight = useWide() ? 32 : 30
  const [focusKey] = useState(lastLookedAt.get)
  useEffect(() => lastLookedAt.set(undefined), [])
  const today = new Date().toDateString()
  // The oldest is last, and has a date if any has.
  const oldest = exchanges.at(-1)
  const dated = oldest !== undefined && new Date(oldest.startedAt).toDateString() !== today
  const look: Look = { of: place === 'all' ? 'all' : 'one', time: dated ? 'dated' : 'today' }
  return (
    <>
      <ExchangeHeading look={look} />
      <VirtualList
        key={rowHeight}
        items={exchanges}
        keyOf={({ id }) => id}
        rowHeight={rowHeight}
        label={t('region')}
        focusKey={focusKey}
      >
        {(exchange, rowProps) => (
          <ExchangeRow
            exchange={exchange}
            look={look}
            account={place === 'all' ? nameOf(exchange.accountId) : undefined}
            rowProps={rowProps}
            onPress={() => openExchange(exchange.id, place)}
          />
        )}
      </VirtualList>
    </>
  )
}
