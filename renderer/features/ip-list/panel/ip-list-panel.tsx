import { ArrowRight, ChevronDown, Network } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { IpEntry, IpListVersion, IpListView } from '#contract/ip-list.ts'
import { ChangedBadge } from '#renderer/features/ip-list/change-note.tsx'
import { Direction, KindSwitch, useIpList, useShownKind } from '#renderer/features/ip-list/direction.tsx'
import { FetchIpListButton } from '#renderer/features/ip-list/fetch-button.tsx'
import { ipListFetch, useFetchIpListAction } from '#renderer/features/ip-list/ip-list-fetch.ts'
import { ListFailure, useListFailure } from '#renderer/features/ip-list/list-failure.tsx'
import { AnswerStrip } from '#renderer/features/ip-list/table/answer-strip.tsx'
import { IpRows } from '#renderer/features/ip-list/table/ip-rows.tsx'
import { find } from '#renderer/features/ip-list/table/question.ts'
import type { Order } from '#renderer/features/ip-list/table/rows.ts'
import { usePresentRows } from '#renderer/features/ip-list/table/use-rows.ts'
import { useEntries } from '#renderer/features/ip-list/use-entries.ts'
import type { Command } from '#renderer/model/command.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { FilterInput } from '#renderer/ui/layout/filter-input.tsx'
import { Region, RegionHeader } from '#renderer/ui/layout/region.tsx'
import { SkeletonList } from '#renderer/ui/layout/skeleton.tsx'
import { Menu, MenuItem } from '#renderer/ui/overlays/menu.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** The addresses WeChat calls the developer's server from, or those the server calls: never both at once. */
export function IpListPanel({
  account,
  question,
}: {
  account: AccountView
  /** Asks a person what a fetch must not decide. */
  question(command: Command<[], unknown>): ReactNode
}) {
  const { t } = useTranslation('ipList')
  const [kind, showKind] = useShownKind()
  const view = useIpList(account.id, kind)
  useFetchIpListAction(account.id, kind)
  return (
    <Region label={t('region')} className="grow">
      {view && <Body key={`${account.id} ${kind}`} view={view} onShowKind={showKind} />}
      {question(ipListFetch[kind](account.id))}
    </Region>
  )
}

function Body({ view, onShowKind }: { view: IpListView; onShowKind(kind: IpListView['kind']): void }) {
  const failure = useListFailure(view)
  const { kind, current } = view
  const { entries, before } = useEntries(current)
  return (
    <>
      <Header version={current} entries={entries} />
      <KindSwitch kind={kind} onChange={onShowKind} className="mx-5 mb-3 shrink-0 max-wide:hidden" />
      <Direction kind={kind} onChange={onShowKind} />
      {failure && <ListFailure view={view} failure={failure} />}
      {current ? (
        <List key={current.id} version={current} entries={entries} before={before} />
      ) : (
        <Nothing view={view} failed={failure !== undefined} />
      )}
      {(current || view.fetchingForMs !== undefined) && <Footer view={view} />}
    </>
  )
}

function Header({ version, entries }: { version: IpListVersion | undefined; entries: IpEntry[] | undefined }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const { openIpList } = usePage()
  return (
    <RegionHeader title={t('region')} {...(version && { count: count(version.distinct) })}>
      {version && <ChangedBadge version={version} />}
      <span className="ml-auto flex items-center">
        {entries && entries.length > 0 && (
          <CopyButton
            compact
            text={entries.map(({ raw }) => raw).join('\n')}
            label={t('copyAll')}
            done={t('copiedAll')}
          />
        )}
        {version && <IconButton icon={ArrowRight} label={t('open')} onClick={openIpList} />}
      </span>
    </RegionHeader>
  )
}

/** Of the rows while they are on their way, in percent. */
const widths = [44, 38, 46, 40, 42, 38, 45, 41]

function Nothing({ view, failed }: { view: IpListView; failed: boolean }) {
  const { t } = useTranslation('ipList')
  if (view.fetchingForMs !== undefined) return <SkeletonList widths={widths} />
  return (
    <EmptyState icon={Network} title={t('emptyTitle')}>
      {!failed && <p className="mb-3">{t('emptyWhy')}</p>}
      <FetchIpListButton accountId={view.accountId} kind={view.kind} fetching={false} />
    </EmptyState>
  )
}

function List({
  version,
  entries,
  before,
}: {
  version: IpListVersion
  entries: IpEntry[] | undefined
  before: IpEntry[] | undefined
}) {
  const { t } = useTranslation('ipList')
  const [text, setText] = useState('')
  const [order, setOrder] = useState<Order>('address')
  const rows = usePresentRows(entries, before, order) ?? []
  const { rows: shown, answer } = find(rows, text)
  const holder = answer?.kind === 'known' ? answer.entries[0] : undefined
  return (
    <>
      <FilterInput
        label={t('find')}
        value={text}
        onChange={setText}
        className="mx-3 mt-2 shrink-0 wide:mx-5 wide:mt-3"
      />
      {answer && <AnswerStrip answer={answer} kind={version.kind} compact />}
      <Meta version={version} order={order} onOrder={setOrder} />
      {entries === undefined ? (
        <SkeletonList widths={widths} />
      ) : shown.length > 0 ? (
        <IpRows key={order} rows={shown} revealKey={holder} />
      ) : (
        <EmptyState icon={Network} title={t(entries.length === 0 ? 'emptyList' : 'noMatch')} />
      )}
    </>
  )
}

function Meta({ version, order, onOrder }: { version: IpListVersion; order: Order; onOrder(order: Order): void }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const { received, distinct, addresses } = version
  return (
    <div className="flex h-7 shrink-0 items-center justify-between pr-4 pl-2 text-small whitespace-nowrap text-text-3 wide:px-5">
      <Menu
        trigger={
          <button type="button" className="flex h-6 items-center gap-1 rounded-1 px-2 hover:text-text wide:-ml-2">
            {t(`order.${order}`)}
            <ChevronDown aria-hidden size={13} />
          </button>
        }
      >
        <MenuItem onSelect={() => onOrder('address')}>{t('order.address')}</MenuItem>
        <MenuItem onSelect={() => onOrder('received')}>{t('order.received')}</MenuItem>
      </Menu>
      <span className="truncate">
        {received !== distinct && `${t('count.received', { received: count(received) })} · `}
        {t('count.addresses', { count: addresses, formatted: count(addresses) })}
      </span>
    </div>
  )
}

function Footer({ view }: { view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  const { openExchange } = usePage()
  const { accountId, kind, current, fetchingForMs } = view
  return (
    <div className="flex shrink-0 items-center gap-2 border-t border-border py-1.5 pr-2 pl-4 text-small text-text-3 wide:py-2.5 wide:pr-3 wide:pl-5">
      {current && (
        <button
          type="button"
          title={t('openRaw')}
          className="truncate rounded-1 hover:text-text hover:underline"
          onClick={() => openExchange(current.exchangeId)}
        >
          {t('fetchedAt', { time: time(current.fetchedAt) })}
        </button>
      )}
      <span className="grow" />
      <FetchIpListButton accountId={accountId} kind={kind} fetching={fetchingForMs !== undefined} />
    </div>
  )
}
