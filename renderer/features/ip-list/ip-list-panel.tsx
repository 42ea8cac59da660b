import { ChevronDown, Network, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { IpListView } from '../../../contract/ip-list.ts'
import { actions } from '../../../contract/pure/actions.ts'
import { useAction } from '../../actions/registry.ts'
import type { Failure } from '../../bridge/failure.ts'
import { useAccountSnapshot } from '../../bridge/stores.ts'
import { usePage } from '../../page-context.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterInput } from '../../ui/filter-input.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Badge } from '../../ui/pill.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Region, RegionHeader } from '../../ui/region.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { useAccountCall } from '../token/account-call.ts'
import { ClassicDialog } from '../token/classic-dialog.tsx'
import { Direction } from './direction.tsx'
import { ipListFetch } from './ip-list-fetch.ts'
import { IpRows } from './ip-rows.tsx'
import { inOrder, matching, type Order } from './order.ts'

/** The addresses WeChat calls the developer's server from. */
export function IpListPanel({ account }: { account: AccountView }) {
  const { t } = useTranslation('ipList')
  const view = useAccountSnapshot('ipList', account.id)?.value
  useAction('ipList.fetch', () => void ipListFetch.run(account.id))
  const fetched = view?.fetchedAt !== undefined
  return (
    <Region label={t('region')} className="grow">
      <RegionHeader title={t('region')} {...(fetched && { count: <Counts view={view} /> })}>
        {fetched && view.entries.length > 0 && (
          <span className="ml-auto">
            <CopyButton
              compact
              text={view.entries.map(({ raw }) => raw).join('\n')}
              label={t('copyAll')}
              done={t('copiedAll')}
            />
          </span>
        )}
      </RegionHeader>
      {view && <Body key={account.id} account={account} view={view} />}
      <ClassicDialog account={account} call={ipListFetch} />
    </Region>
  )
}

function Counts({ view }: { view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  return (
    <span className="flex items-center gap-2.5">
      {count(view.entries.length)}
      {view.received !== view.entries.length && <Badge>{t('received', { received: count(view.received) })}</Badge>}
    </span>
  )
}

function Body({ account, view }: { account: AccountView; view: IpListView }) {
  const failure = useFailure(account.id, view)
  return (
    <>
      {/* A narrow page has no room for both. */}
      <div className={failure ? 'max-wide:hidden' : ''}>
        <Direction />
      </div>
      <Content account={account} view={view} failure={failure} />
    </>
  )
}

function Content({ account, view, failure }: { account: AccountView; view: IpListView; failure: Failure | undefined }) {
  const { t } = useTranslation('ipList')
  const fetching = view.fetchingForMs !== undefined
  if (view.fetchedAt !== undefined) {
    return (
      <>
        {failure && <FailureNote view={view} failure={failure} />}
        <List view={view} fetchedAt={view.fetchedAt} />
        <Footer account={account} view={view} fetching={fetching} />
      </>
    )
  }
  if (fetching) {
    return (
      <>
        <div className="grow overflow-hidden px-4 pt-3 wide:px-5">
          <SkeletonRows widths={[44, 38, 46, 40, 42, 38, 45, 41]} />
        </div>
        <Footer account={account} view={view} fetching={fetching} />
      </>
    )
  }
  return (
    <>
      {failure && <FailureNote view={view} failure={failure} />}
      <EmptyState icon={Network} title={t('emptyTitle')}>
        <p className="mb-3">{t('emptyWhy')}</p>
        <FetchIpListButton accountId={account.id} fetching={fetching} />
      </EmptyState>
    </>
  )
}

/** What WeChat or the network answered is in the snapshot; what the host never recorded is known to the call only. */
function useFailure(accountId: string, view: IpListView): Failure | undefined {
  const { failure } = useAccountCall(ipListFetch, accountId)
  if (view.lastFailure) return view.lastFailure.problem
  return failure && !('exchangeId' in failure) ? failure : undefined
}

function FailureNote({ view, failure }: { view: IpListView; failure: Failure }) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  const { openExchange } = usePage()
  return (
    <div className="mx-3 mt-2.5 wide:mx-5">
      <ProblemNote
        failure={failure}
        onOpenExchange={openExchange}
        holds={view.fetchedAt !== undefined && t('former', { time: time(view.fetchedAt) })}
      />
    </div>
  )
}

function List({ view, fetchedAt }: { view: IpListView; fetchedAt: number }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const [text, setText] = useState('')
  const [order, setOrder] = useState<Order>('address')
  const shown = matching(inOrder(view.entries, order), text)
  const name = { address: t('byAddress'), received: t('asReceived') }
  return (
    <>
      <FilterInput
        label={t('filter')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mx-3 mt-2 shrink-0 wide:mx-5 wide:mt-3"
      />
      <div className="flex h-7 shrink-0 items-center justify-between pr-4 pl-2 text-small text-text-3 wide:px-5">
        <Menu
          trigger={
            <button type="button" className="flex h-6 items-center gap-1 rounded-1 px-2 hover:text-text wide:-ml-2">
              {name[order]}
              <ChevronDown aria-hidden size={13} />
            </button>
          }
        >
          <MenuItem onSelect={() => setOrder('address')}>{name.address}</MenuItem>
          <MenuItem onSelect={() => setOrder('received')}>{name.received}</MenuItem>
        </Menu>
        <span>{t('addresses', { count: view.addresses, formatted: count(view.addresses) })}</span>
      </div>
      {shown.length > 0 ? (
        <IpRows key={fetchedAt} entries={shown} />
      ) : (
        <EmptyState icon={Network} title={t(view.entries.length === 0 ? 'emptyList' : 'noMatch')} />
      )}
    </>
  )
}

function Footer({ account, view, fetching }: { account: AccountView; view: IpListView; fetching: boolean }) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  return (
    <div className="flex shrink-0 items-center gap-2 border-t border-border py-1.5 pr-2 pl-4 text-small text-text-3 wide:py-2.5 wide:pr-3 wide:pl-5">
      <span className="mr-auto">{view.fetchedAt !== undefined && t('fetchedAt', { time: time(view.fetchedAt) })}</span>
      <FetchIpListButton accountId={account.id} fetching={fetching} />
    </div>
  )
}

function FetchIpListButton({ accountId, fetching }: { accountId: string; fetching: boolean }) {
  const { t } = useTranslation('ipList')
  const { busy } = useAccountCall(ipListFetch, accountId)
  const waiting = busy || fetching
  return (
    <span className="flex items-center gap-1">
      {busy && (
        <Button variant="plain" size="s" onClick={() => ipListFetch.cancel(accountId)}>
          {t('cancel')}
        </Button>
      )}
      <Button
        size="s"
        icon={RefreshCw}
        busy={waiting}
        aria-keyshortcuts={actions['ipList.fetch'].accelerator}
        onClick={() => void ipListFetch.run(accountId)}
      >
        {waiting ? t('fetching') : t('fetch')}
      </Button>
    </span>
  )
}
