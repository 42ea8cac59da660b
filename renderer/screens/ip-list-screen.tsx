import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { CheckView } from '#renderer/features/ip-list/check/check-view.tsx'
import { ConnectivityTest } from '#renderer/features/ip-list/check/connectivity-view.tsx'
import { DirectionLine, KindSwitch, useIpList, useShownKind } from '#renderer/features/ip-list/direction.tsx'
import { HistoryView } from '#renderer/features/ip-list/history/history-view.tsx'
import { ipListFetch, useFetchIpListAction } from '#renderer/features/ip-list/ip-list-fetch.ts'
import { TableView } from '#renderer/features/ip-list/table/table-view.tsx'
import { ClassicDialog } from '#renderer/features/token/dialogs/classic-dialog.tsx'
import { useAccountName } from '#renderer/model/accounts.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'

/** What is shown of the list: its entries, what it was, or whether its addresses answer. */
type ListPart = 'table' | 'history' | 'test'

/** The whole of an account's list. */
export function IpListScreen({ account, onBack }: { account: AccountView; onBack(): void }) {
  const { t } = useTranslation('ipList')
  const [kind, showKind] = useShownKind()
  const [part, setPart] = useState<ListPart>('table')
  const view = useIpList(account.id, kind)
  const name = useAccountName()(account)
  const back = () => (part === 'table' ? onBack() : setPart('table'))
  useFetchIpListAction(account.id, kind)
  useEscape(back)
  return (
    <Region label={t('region')} className="grow">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-border pr-2 pl-2 wide:h-13 wide:pr-3 wide:pl-3">
        <IconButton icon={ArrowLeft} label={t('back')} autoFocus onClick={back} />
        <h1 className="text-title font-title tracking-title whitespace-nowrap">{t('region')}</h1>
        <span className="h-4 w-px shrink-0 bg-border-strong" />
        <span className="max-w-60 truncate text-text-2">{name}</span>
        <span className="ml-2 min-w-0 grow max-wide:hidden">
          <DirectionLine kind={kind} />
        </span>
        <KindSwitch kind={kind} onChange={showKind} className="ml-auto w-55 shrink-0" />
      </header>
      {view && part === 'table' && (
        <TableView key={`${account.id} ${kind}`} account={account} view={view} onOpen={setPart} />
      )}
      {view && part === 'history' && <HistoryView key={`${account.id} ${kind}`} view={view} />}
      {view && part === 'test' && kind === 'callback' && <CheckView key={account.id} accountId={account.id} />}
      {view && part === 'test' && kind === 'api-domain' && <ConnectivityTest key={account.id} view={view} />}
      <ClassicDialog account={account} command={ipListFetch[kind](account.id)} />
    </Region>
  )
}
