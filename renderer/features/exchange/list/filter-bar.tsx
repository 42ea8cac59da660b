import { Pin, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { Select } from '#renderer/ui/controls/field.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { FilterInput } from '#renderer/ui/layout/filter-input.tsx'
import { focusFilter } from '#renderer/ui/layout/regions.ts'
import { DELETED, endpointsOf, isNarrowed, type OutcomeChoice, type TimeChoice } from './filter.ts'
import { useAccountNames, useFilter } from './list-filter.ts'

const outcomes: OutcomeChoice[] = ['all', 'ok', 'failed', 'errcode', 'network']
const times: TimeChoice[] = ['all', 'hour', 'today', 'week']

/** Everything the list of all exchanges can be narrowed by. */
export function FilterBar({ exchanges }: { exchanges: ExchangeSummary[] }) {
  const { t } = useTranslation('exchange')
  const { filter, change, clear } = useFilter('all')
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-border px-4 py-2 wide:px-5 wide:py-3">
      <FilterInput
        label={t('filter.text')}
        value={filter.text}
        onChange={(text) => change({ text })}
        className="min-w-24 grow"
      />
      <Select
        small
        aria-label={t('filter.endpoint')}
        value={filter.endpoint}
        onChange={(endpoint) => change({ endpoint })}
        className="w-40 wide:w-54"
        options={[
          { value: '', label: t('filter.anyEndpoint') },
          ...endpointsOf(exchanges, filter.endpoint).map((path) => ({ value: path, label: path })),
        ]}
      />
      <AccountChoice exchanges={exchanges} />
      <Select
        small
        aria-label={t('filter.outcome.label')}
        value={filter.outcome}
        onChange={(outcome) => change({ outcome })}
        className="w-30"
        options={outcomes.map((value) => ({ value, label: t(`filter.outcome.${value}`) }))}
      />
      <Select
        small
        aria-label={t('filter.time.label')}
        value={filter.time}
        onChange={(time) => change({ time })}
        className="w-28"
        options={times.map((value) => ({ value, label: t(`filter.time.${value}`) }))}
      />
      <IconButton
        icon={Pin}
        label={t('filter.pinnedOnly')}
        aria-pressed={filter.pinnedOnly}
        onClick={() => change({ pinnedOnly: !filter.pinnedOnly })}
        className="border border-border-control aria-pressed:border-transparent aria-pressed:bg-text aria-pressed:text-surface"
      />
      <IconButton
        icon={X}
        label={t('filter.clear')}
        onClick={() => {
          clear()
          focusFilter()
        }}
        // Its place stays, so that nothing moves when the first filter is set.
        className={isNarrowed(filter) ? '' : 'invisible'}
      />
    </div>
  )
}

function AccountChoice({ exchanges }: { exchanges: ExchangeSummary[] }) {
  const { t } = useTranslation('exchange')
  const name = useAccountName()
  const { isThere } = useAccountNames()
  const accounts = useSnapshot('accounts')?.value ?? []
  const { filter, change } = useFilter('all')
  const someDeleted = exchanges.some(({ accountId }) => !isThere(accountId))
  const options = [
    { value: '', label: t('filter.anyAccount') },
    ...accounts.map((account) => ({ value: account.id, label: name(account) })),
  ]
  if (filter.account !== '' && filter.account !== DELETED && !isThere(filter.account)) {
    options.push({ value: filter.account, label: t('deletedAccount') })
  }
  if (someDeleted || filter.account === DELETED) options.push({ value: DELETED, label: t('filter.deletedAccounts') })
  return (
    <Select
      small
      aria-label={t('filter.account')}
      value={filter.account}
      onChange={(account) => change({ account })}
      className="w-32 wide:w-40"
      options={options}
    />
  )
}
