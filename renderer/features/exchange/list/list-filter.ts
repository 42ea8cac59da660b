import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useStepsSince } from '#renderer/model/clock/use-countdown.ts'
import { type ListId, usePage } from '#renderer/model/page-context.ts'
import { useOutcomeWord } from '#renderer/ui/problem/outcome.tsx'
import { type ExchangeFilter, everything, kept, searchable } from './filter.ts'

/** The exchange that was just looked at; its row takes the focus when the list is back. */
export const lastLookedAt = createPageStore<number | undefined>(undefined)

/** What each list is narrowed to, as long as the page lives: it is still so when one comes back to a list. */
const filters = createPageStore<Partial<Record<ListId, ExchangeFilter>>>({})

/** The list on an account's screen. */
export const panelOf = (accountId: string): ListId => `panel:${accountId}`

function startFilter(listId: ListId): ExchangeFilter {
  return listId.startsWith('panel:') ? { ...everything, account: listId.slice('panel:'.length) } : everything
}

export function setFilter(listId: ListId, filter: ExchangeFilter): void {
  filters.set({ ...filters.get(), [listId]: filter })
}

export function clearFilter(listId: ListId): void {
  setFilter(listId, startFilter(listId))
}

/** The filter of a list, how to change a part of it, and how to have none. */
export function useFilter(listId: ListId) {
  const filter = useStore(filters)[listId] ?? startFilter(listId)
  return {
    filter,
    change: (part: Partial<ExchangeFilter>) => setFilter(listId, { ...filter, ...part }),
    clear: () => clearFilter(listId),
  }
}

const noAccounts: AccountView[] = []

/** What an account is called, be it there or not. */
export function useAccountNames(): { nameOf(id: string): string; isThere(id: string): boolean } {
  const { t } = useTranslation('exchange')
  const name = useAccountName()
  const accounts = useSnapshot('accounts')?.value ?? noAccounts
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return {
    nameOf(id) {
      const account = byId.get(id)
      return account ? name(account) : t('deletedAccount')
    },
    isThere: (id) => byId.has(id),
  }
}

/** The exchanges that a filter keeps, live; `undefined` while they are on their way. */
export function useFilteredExchanges(filter: ExchangeFilter): ExchangeSummary[] | undefined {
  const { i18n } = useTranslation()
  const exchanges = useSnapshot('exchange')
  const accounts = useSnapshot('accounts')?.value
  const outcomeWord = useOutcomeWord()
  const { nameOf, isThere } = useAccountNames()
  const now = useNow(exchanges?.receivedAt ?? 0)
  // Memos by hand: the words change with language and accounts, and thousands of rows are not read at each key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two functions say the same until these change
  const rows = useMemo(
    () => exchanges && searchable(exchanges.value, { outcome: outcomeWord, account: nameOf }),
    [exchanges?.value, accounts, i18n.language],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  return useMemo(() => rows && kept(rows, filter, { now, isThere }), [rows, filter, now])
}

const MINUTE_MS = 60_000

/** The wall clock, at each snapshot and each minute after it. */
function useNow(receivedAt: number): number {
  const minutes = useStepsSince(receivedAt, MINUTE_MS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are when it is worth reading again
  return useMemo(() => Date.now(), [receivedAt, minutes])
}

/** The list that the exchange in view was chosen in, and those after and before it there. */
export function useListAround(id: number) {
  const { screen } = usePage()
  const accountId = useSnapshot('exchange')?.value.find((one) => one.id === id)?.accountId
  const listId: ListId = (screen.name === 'exchange' && screen.from) || 'beside'
  const { filter } = useFilter(listId)
  // One that is gone has no account, and so no list beside it.
  const account = listId === 'beside' ? (accountId ?? 'none') : filter.account
  const exchanges = useFilteredExchanges(useMemo(() => ({ ...filter, account }), [filter, account]))
  return {
    listId,
    exchanges,
    // By id, for the one in view need not be in the list any more.
    next: exchanges?.find((one) => one.id < id)?.id,
    previous: exchanges?.findLast((one) => one.id > id)?.id,
  }
}
