import { ArrowRight, History, Send } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { ActionIconButton } from '#renderer/actions/action-button.tsx'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { FilterInput } from '#renderer/ui/layout/filter-input.tsx'
import { Region, RegionHeader } from '#renderer/ui/layout/region.tsx'
import { SkeletonRows } from '#renderer/ui/layout/skeleton.tsx'
import { isFailed } from '#renderer/ui/problem/outcome.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { useChangeExchanges } from './change-exchanges.ts'
import { ChangeFailure, ExchangeList } from './exchange-list.tsx'
import { panelOf, setFilter, useFilter, useFilteredExchanges } from './list-filter.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useSelection } from './use-selection.ts'

/** What was sent and received for this account, newest first. */
export function ExchangesPanel({
  account,
  exportButton,
}: {
  account: AccountView
  exportButton(exchanges: ExchangeSummary[]): ReactNode
}) {
  const { t } = useTranslation('exchange')
  const all = useSnapshot('exchange')?.value
  const exchanges = all?.filter(({ accountId }) => accountId === account.id)
  return (
    <Region label={t('region')} className="grow">
      {exchanges ? (
        <Body key={account.id} accountId={account.id} exchanges={exchanges} exportButton={exportButton} />
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

function Body({
  accountId,
  exchanges,
  exportButton,
}: {
  accountId: string
  exchanges: ExchangeSummary[]
  exportButton(exchanges: ExchangeSummary[]): ReactNode
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const listId = panelOf(accountId)
  const { filter, change: narrow } = useFilter(listId)
  const shown = useFilteredExchanges(filter) ?? []
  const selection = useSelection(shown)
  const change = useChangeExchanges()
  const failed = exchanges.filter(({ outcome }) => isFailed(outcome)).length
  return (
    <>
      <RegionHeader title={t('region')} count={count(exchanges.length)}>
        {selection.exchanges.length > 0 && <SelectionBar {...{ selection, change, exportButton }} />}
        {exchanges.length > 0 && selection.exchanges.length === 0 && (
          <>
            <FilterInput
              label={t('filter.text')}
              value={filter.text}
              onChange={(text) => narrow({ text })}
              className="ml-auto w-28 wide:w-42"
            />
            <Segmented<'all' | 'failed'>
              label={t('show')}
              value={filter.outcome === 'failed' ? 'failed' : 'all'}
              onChange={(outcome) => narrow({ outcome })}
              options={[
                { value: 'all', label: t('all') },
                { value: 'failed', label: t('failed'), count: failed },
              ]}
            />
            <ActionIconButton action="request.open" icon={Send} />
            <WholeButton accountId={accountId} />
          </>
        )}
        {exchanges.length === 0 && <ActionIconButton action="request.open" icon={Send} className="ml-auto" />}
      </RegionHeader>
      {change.failure && <ChangeFailure failure={change.failure} />}
      {exchanges.length === 0 ? (
        <EmptyState icon={History} title={t('emptyTitle')}>
          {t('emptyWhy')}
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState icon={History} title={t(filter.text.trim() === '' ? 'noFailed' : 'noMatch')} />
      ) : (
        <ExchangeList exchanges={shown} listId={listId} selection={selection} change={change} />
      )}
    </>
  )
}

/** The same list over the whole sheet. */
function WholeButton({ accountId }: { accountId: string }) {
  const { t } = useTranslation('exchange')
  const { openExchanges } = usePage()
  const { filter } = useFilter(panelOf(accountId))
  return (
    <IconButton
      icon={ArrowRight}
      label={t('openAll')}
      onClick={() => {
        setFilter('all', filter)
        openExchanges()
      }}
    />
  )
}
