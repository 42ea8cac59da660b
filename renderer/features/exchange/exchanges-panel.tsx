import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { ExchangeSummary } from '../../../contract/exchange.ts'
import { createStore } from '../../bridge/external-store.ts'
import { useSnapshot } from '../../bridge/stores.ts'
import { usePage } from '../../page-context.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterInput } from '../../ui/filter-input.tsx'
import { Region, RegionHeader } from '../../ui/region.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { useWide } from '../../ui/use-wide.ts'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { type Columns, ExchangeHeading, ExchangeRow } from './exchange-row.tsx'
import { type Show, shownExchanges } from './filter.ts'
import { isFailed, useOutcomeWord } from './outcome.tsx'

/** The exchange that was just looked at; its row takes the focus when the list is back. */
export const lastLookedAt = createStore<number | undefined>(undefined)

/** What was sent and received for this account, newest first. */
export function ExchangesPanel({ account }: { account: AccountView }) {
  const { t } = useTranslation('exchange')
  const all = useSnapshot('exchange')?.value
  const exchanges = all?.filter(({ accountId }) => accountId === account.id)
  return (
    <Region label={t('region')} className="grow">
      {exchanges ? (
        <Body key={account.id} exchanges={exchanges} />
      ) : (
        <>
          <RegionHeader title={t('region')} />
          <div className="px-4 wide:px-5">
            <SkeletonRows widths={[62, 58, 66, 60]} />
          </div>
        </>
      )}
    </Region>
  )
}

function Body({ exchanges }: { exchanges: ExchangeSummary[] }) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const wordFor = useOutcomeWord()
  const [show, setShow] = useState<Show>('all')
  const [text, setText] = useState('')
  const failed = exchanges.filter(({ outcome }) => isFailed(outcome)).length
  const shown = shownExchanges(exchanges, { show, text }, wordFor)
  return (
    <>
      <RegionHeader title={t('region')} count={count(exchanges.length)}>
        {exchanges.length > 0 && (
          <>
            <FilterInput
              label={t('filter')}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="ml-auto w-28 wide:w-42"
            />
            <Segmented<Show>
              label={t('show')}
              value={show}
              onChange={setShow}
              options={[
                { value: 'all', label: t('all') },
                { value: 'failed', label: t('failed'), count: failed },
              ]}
            />
          </>
        )}
      </RegionHeader>
      {exchanges.length === 0 ? (
        <EmptyState icon={History} title={t('emptyTitle')}>
          {t('emptyWhy')}
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState icon={History} title={t(text.trim() === '' ? 'noFailed' : 'noMatch')} />
      ) : (
        <List exchanges={shown} />
      )}
    </>
  )
}

function List({ exchanges }: { exchanges: ExchangeSummary[] }) {
  const { t } = useTranslation('exchange')
  const { openExchange } = usePage()
  const rowHeight = useWide() ? 32 : 30
  const [focusKey] = useState(lastLookedAt.get)
  useEffect(() => lastLookedAt.set(undefined), [])
  const today = new Date().toDateString()
  const dated = exchanges.some(({ startedAt }) => new Date(startedAt).toDateString() !== today)
  const look: Columns = dated ? 'dated' : 'today'
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
          <ExchangeRow exchange={exchange} look={look} rowProps={rowProps} onOpen={() => openExchange(exchange.id)} />
        )}
      </VirtualList>
    </>
  )
}
