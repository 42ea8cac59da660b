import { Activity, ChevronDown, GitCompareArrows, Network } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { IpBlocks, IpListVersion, IpListView, Rounding } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useChangeSentence } from '#renderer/features/ip-list/change-note.tsx'
import { ExportMenu } from '#renderer/features/ip-list/export/export-menu.tsx'
import { FetchIpListButton } from '#renderer/features/ip-list/fetch-button.tsx'
import { ListFailure, useListFailure } from '#renderer/features/ip-list/list-failure.tsx'
import { useEntries } from '#renderer/features/ip-list/use-entries.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { SkeletonList } from '#renderer/ui/layout/skeleton.tsx'
import { Menu, MenuItem } from '#renderer/ui/overlays/menu.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { AnswerStrip } from './answer-strip.tsx'
import { DailySwitch } from './daily-switch.tsx'
import { IpTable } from './ip-table.tsx'
import { find } from './question.ts'
import type { Family, Order } from './rows.ts'
import { SearchBox } from './search-box.tsx'
import { useBlockRows, useFamily, useRows } from './use-rows.ts'

/** How the list is laid out: its entries in one of two orders, or the blocks that they merge into. */
type Layout = Order | Rounding
const layouts: Layout[] = ['address', 'received', 'exact', '24']

/** The entries of a list, with everything that can be done with them. */
export function TableView({
  account,
  view,
  onOpen,
}: {
  account: AccountView
  view: IpListView
  onOpen(part: 'history' | 'test'): void
}) {
  const { t } = useTranslation('ipList')
  const [text, setText] = useState('')
  const [family, setFamily] = useState<Family>('all')
  const failure = useListFailure(view)
  const { kind, current } = view
  return (
    <>
      <div className="flex shrink-0 items-center gap-2 border-b border-border px-4 py-2 wide:px-5 wide:py-3">
        <SearchBox label={t('find')} value={text} onChange={setText} />
        <Segmented<Family>
          label={t('family.label')}
          value={family}
          onChange={setFamily}
          options={(['all', 'ipv4', 'ipv6'] as const).map((value) => ({ value, label: t(`family.${value}`) }))}
        />
        <span className="grow" />
        <FetchIpListButton size="m" accountId={account.id} kind={kind} fetching={view.fetchingForMs !== undefined} />
        <Button icon={GitCompareArrows} onClick={() => onOpen('history')}>
          <span className="max-wide:sr-only">{t('history.open')}</span>
        </Button>
        <Button icon={Activity} onClick={() => onOpen('test')}>
          <span className="max-wide:sr-only">{t(kind === 'callback' ? 'check.open' : 'connectivity.open')}</span>
        </Button>
        {current && <ExportMenu view={view} version={current} />}
      </div>
      {failure && <ListFailure view={view} failure={failure} />}
      {current ? (
        <Content account={account} view={view} version={current} text={text} family={family} />
      ) : (
        <EmptyState icon={Network} title={t('emptyTitle')}>
          {t('emptyWhy')}
        </EmptyState>
      )}
    </>
  )
}

function Content({
  account,
  view,
  version,
  text,
  family,
}: {
  account: AccountView
  view: IpListView
  version: IpListVersion
  text: string
  family: Family
}) {
  const { t } = useTranslation('ipList')
  const [layout, setLayout] = useState<Layout>('address')
  const rounding = layout === 'exact' || layout === '24' ? layout : undefined
  const { entries, before, failure } = useEntries(version)
  const merged = useLoaded(rounding && `${version.id} ${rounding}`, (options) =>
    client.ipList.merged({ version: version.id, rounding: rounding ?? 'exact' }, options),
  )
  const order = layout === 'received' ? 'received' : 'address'
  const rows = useRows(entries, before, order)
  const blocks = useBlockRows(merged.value?.blocks)
  const all = useFamily(rounding ? blocks : rows, family)
  const found = all && find(all, text)
  const problem = rounding ? merged.failure : failure
  const holder = found?.answer?.kind === 'known' ? found.answer.entries[0] : undefined
  return (
    <>
      {found?.answer && <AnswerStrip answer={found.answer} kind={version.kind} />}
      {problem && (
        <div className="px-4 pt-3 wide:px-5">
          <ProblemNote failure={problem} />
        </div>
      )}
      {!found && <SkeletonList widths={[64, 58, 66, 60, 62, 58, 65, 61]} />}
      {found && found.rows.length > 0 && (
        <IpTable
          key={layout}
          rows={found.rows}
          order={<LayoutMenu layout={layout} onChange={setLayout} />}
          revealKey={holder}
        />
      )}
      {found && found.rows.length === 0 && (
        <EmptyState icon={Network} title={t(version.distinct === 0 ? 'emptyList' : 'noMatch')} />
      )}
      <Footer account={account} view={view} version={version} blocks={rounding && merged.value} />
    </>
  )
}

function LayoutMenu({ layout, onChange }: { layout: Layout; onChange(layout: Layout): void }) {
  const { t } = useTranslation('ipList')
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="-ml-2 flex h-6 items-center gap-1 justify-self-start rounded-1 px-2 hover:text-text"
        >
          {t(`order.${layout}`)}
          <ChevronDown aria-hidden size={13} />
        </button>
      }
    >
      {layouts.map((one) => (
        <MenuItem key={one} onSelect={() => onChange(one)}>
          {t(`order.${one}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

function Footer({
  account,
  view,
  version,
  blocks,
}: {
  account: AccountView
  view: IpListView
  version: IpListVersion
  blocks: IpBlocks | undefined
}) {
  const { t } = useTranslation('ipList')
  const { openExchange } = usePage()
  const { time } = useFormat()
  const change = useChangeSentence()(version)
  return (
    <footer className="flex h-10 shrink-0 items-center gap-4 border-t border-border px-4 text-small/4 text-text-3 wide:px-5">
      {blocks ? <MergedCount blocks={blocks} /> : <WholeCount version={version} />}
      <button
        type="button"
        className="rounded-1 whitespace-nowrap underline hover:text-text"
        title={t('fetchedAt', { time: time(version.fetchedAt) })}
        onClick={() => openExchange(version.exchangeId)}
      >
        {t('openRaw')}
      </button>
      <span className="min-w-0 grow truncate text-right max-wide:hidden">{change}</span>
      <DailySwitch account={account} view={view} />
    </footer>
  )
}

function WholeCount({ version }: { version: IpListVersion }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const { received, distinct, addresses, addresses6, unparsable } = version
  return (
    <span>
      {t('count.whole', { received: count(received), distinct: count(distinct), addresses: count(addresses) })}
      {addresses6 > 0 &&
        t('count.sixToo', { formatted: addresses6 > 2 ** 32 ? addresses6.toExponential(1) : count(addresses6) })}
      {unparsable > 0 && t('count.unparsable', { formatted: count(unparsable) })}
    </span>
  )
}

function MergedCount({ blocks: { blocks, addresses, extraAddresses } }: { blocks: IpBlocks }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  return (
    <span>
      {t('count.merged', { blocks: count(blocks.length), addresses: count(addresses) })}
      {extraAddresses === 0 ? t('count.nothingExtra') : t('count.extra', { formatted: count(extraAddresses) })}
    </span>
  )
}
