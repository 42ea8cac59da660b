import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useChangeExchanges } from '#renderer/features/exchange/list/change-exchanges.ts'
import { ClearButton } from '#renderer/features/exchange/list/clear-dialog.tsx'
import { ChangeFailure, ExchangeList } from '#renderer/features/exchange/list/exchange-list.tsx'
import { isNarrowed } from '#renderer/features/exchange/list/filter.ts'
import { FilterBar } from '#renderer/features/exchange/list/filter-bar.tsx'
import { useFilter, useFilteredExchanges } from '#renderer/features/exchange/list/list-filter.ts'
import { SelectionBar } from '#renderer/features/exchange/list/selection-bar.tsx'
import { useSelection } from '#renderer/features/exchange/list/use-selection.ts'
import { HarButton } from '#renderer/features/share/har-button.tsx'
import { Button } from '#renderer/ui/controls/button.tsx'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'
import { focusFilter } from '#renderer/ui/layout/regions.ts'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { SkeletonList } from '#renderer/ui/layout/skeleton.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** Everything recorded, of all accounts and of those that are gone. */
export function ExchangesScreen({ onBack }: { onBack(): void }) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const all = useSnapshot('exchange')?.value
  const { filter, clear } = useFilter('all')
  const shown = useFilteredExchanges(filter)
  const selection = useSelection(shown ?? [])
  const change = useChangeExchanges()
  const narrowed = isNarrowed(filter)
  useEscape(onBack)
  return (
    <Region label={t('region')} className="grow">
      <BackHeader back={t('back')} title={t('region')} onBack={onBack}>
        {all && shown && (
          <span role="status" className="text-small whitespace-nowrap text-text-3">
            {shown.length === all.length
              ? count(all.length)
              : t('shownOf', { shown: count(shown.length), all: count(all.length) })}
          </span>
        )}
        {selection.exchanges.length > 0 ? (
          <SelectionBar
            selection={selection}
            change={change}
            exportButton={(exchanges) => <HarButton exchanges={exchanges} compact />}
          />
        ) : (
          <span className="ml-auto flex items-center gap-1.5">
            {shown && shown.length > 0 && <HarButton exchanges={shown} />}
            <ClearButton shown={shown ?? []} narrowed={narrowed} change={change} />
          </span>
        )}
      </BackHeader>
      {all && all.length > 0 && <FilterBar exchanges={all} />}
      {change.failure && <ChangeFailure failure={change.failure} />}
      {!all || !shown ? (
        <SkeletonList widths={[64, 58, 66, 60, 62, 58, 65, 61]} />
      ) : all.length === 0 ? (
        <EmptyState icon={History} title={t('emptyTitle')}>
          {t('emptyWhy')}
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState icon={History} title={t('noMatch')}>
          {narrowed && (
            <Button
              className="mt-2"
              onClick={() => {
                clear()
                focusFilter()
              }}
            >
              {t('filter.clear')}
            </Button>
          )}
        </EmptyState>
      ) : (
        <ExchangeList exchanges={shown} listId="all" selection={selection} change={change} />
      )}
    </Region>
  )
}
