import { Pin, X } from 'lucide-react'
import type { ReactNode } from 'react'
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
      <Choice
        label={t('filter.endpoint')}
        value={filter.endpoint}
        onChange={(endpoint) => change({ endpoint })}
        className="w-40 wide:w-54"
      >
        <option value="">{t('filter.anyEndpoint')}</option>
        {endpointsOf(exchanges, filter.endpoint).map((path) => (
          <option key={path}>{path}</option>
        ))}
      </Choice>
      <AccountChoice exchanges={exchanges} />
      <Choice
        label={t('filter.outcome.label')}
        value={filter.outcome}
        onChange={(outcome) => change({ outcome: outcome as OutcomeChoice })}
        className="w-30"
      >
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`filter.outcome.${outcome}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('filter.time.label')}
        value={filter.time}
        onChange={(time) => change({ time: time as TimeChoice })}
        className="w-28"
      >
        {times.map((time) => (
          <option key={time} value={time}>
            {t(`filter.time.${time}`)}
          </option>
        ))}
      </Choice>
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
  return (
    <Choice
      label={t('filter.account')}
      value={filter.account}
      onChange={(account) => change({ account })}
      className="w-32 wide:w-40"
    >
      <option value="">{t('filter.anyAccount')}</option>
      {accounts.map((account) => (
        <option key={account.id} value={account.id}>
          {name(account)}
        </option>
      ))}
      {filter.account !== '' && filter.account !== DELETED && !isThere(filter.account) && (
        <option value={filter.account}>{t('deletedAccount')}</option>
      )}
      {(someDeleted || filter.account === DELETED) && <option value={DELETED}>{t('filter.deletedAccounts')}</option>}
    </Choice>
  )
}

function Choice({
  label,
  value,
  onChange,
  className,
  children,
}: {
  label: string
  value: string
  onChange(value: string): void
  className: string
  children: ReactNode
}) {
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={className}
      small
    >
      {children}
    </Select>
  )
}
