import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actionLabel } from '#contract/pure/actions/action-label.ts'
import type { ActionId } from '#contract/pure/actions/actions.ts'
import { texts } from '#i18n/index.ts'
import { acceleratorOf, answeredActions, runAction } from '#renderer/actions/registry.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { useOutcomeWord } from '#renderer/ui/problem/outcome.tsx'
import { formatDuration } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { type Match, matchOf, type Searchable } from './search.ts'

export type PaletteGroup = 'recent' | 'actions' | 'accounts' | 'exchanges'

export interface PaletteItem extends Searchable {
  /** Unique among all items, and the same the next time. */
  id: string
  kind: Exclude<PaletteGroup, 'recent'>
  detail?: string
  accelerator?: string | undefined
  run(): void
}

export interface FoundItem {
  item: PaletteItem
  match: Match
}

export interface Found {
  group: PaletteGroup
  items: FoundItem[]
}

/** Exchanges are many and alike: of those that match, this many of the newest are offered. */
const MOST_EXCHANGES = 5
const MOST_RECENT = 3

/** What was run last comes first the next time, as long as the page lives. */
const recent = createPageStore<readonly string[]>([])

export function noteRun({ id, kind }: PaletteItem): void {
  if (kind !== 'exchanges') recent.set([id, ...recent.get().filter((other) => other !== id)].slice(0, MOST_RECENT))
}

/** Everything that can be gone to or done from here. */
export function usePaletteItems(): PaletteItem[] {
  const actionItems = useActionItems()
  return [...actionItems, ...useAccountItems(), ...useExchangeItems()]
}

function useActionItems(): PaletteItem[] {
  const { t } = useTranslation('actions')
  // As of opening: what the palette covers goes on answering.
  const [ids] = useState(() => answeredActions().filter((id) => id !== 'palette.open'))
  return ids.map((id) => ({
    id,
    kind: 'actions',
    label: t(`label.${id}`),
    others: Object.values(texts).map((words) => actionLabel(words.actions, id)),
    accelerator: acceleratorOf(id),
    run: () => void runAction(id satisfies ActionId),
  }))
}

function useAccountItems(): PaletteItem[] {
  const accounts = useSnapshot('accounts')?.value ?? []
  const page = usePage()
  const nameOf = useAccountName()
  return accounts.map((account) => ({
    id: account.id,
    kind: 'accounts',
    label: nameOf(account),
    others: [account.appId],
    detail: account.appId,
    run: () => page.chooseAccount(account.id),
  }))
}

function useExchangeItems(): PaletteItem[] {
  const exchanges = useSnapshot('exchange')?.value ?? []
  const page = usePage()
  const wordFor = useOutcomeWord()
  const { time } = useFormat()
  return exchanges.map(({ id, method, path, outcome, phases, startedAt }) => {
    const facts = [wordFor(outcome), ...(phases ? [formatDuration(phases.total)] : []), time(startedAt)]
    return {
      id: `exchange ${id}`,
      kind: 'exchanges',
      label: `${method} ${path}`,
      others: [wordFor(outcome)],
      detail: facts.join(' · '),
      run: () => page.openExchange(id),
    }
  })
}

/** The items that match, best first within their group; with nothing typed, what was run last stands before the rest. */
export function find(items: PaletteItem[], query: string): Found[] {
  const found = items.flatMap((item) => {
    const match = matchOf(item, query)
    return match ? [{ item, match }] : []
  })
  const isEmpty = query.trim() === ''
  const isRecent = ({ item }: FoundItem) => isEmpty && recent.get().includes(item.id)
  const ofKind = (kind: PaletteItem['kind']) =>
    found.filter((one) => one.item.kind === kind && !isRecent(one)).sort((a, b) => b.match.rank - a.match.rank)
  const groups: Found[] = [
    {
      group: 'recent',
      items: recent.get().flatMap((id) => found.filter((one) => one.item.id === id && isRecent(one))),
    },
    { group: 'actions', items: ofKind('actions') },
    { group: 'accounts', items: ofKind('accounts') },
    { group: 'exchanges', items: isEmpty ? [] : ofKind('exchanges').slice(0, MOST_EXCHANGES) },
  ]
  return groups.filter((group) => group.items.length > 0)
}
