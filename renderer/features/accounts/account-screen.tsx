import type { AccountView } from '../../../contract/accounts.ts'
import { ExchangesPanel } from '../exchange/exchanges-panel.tsx'
import { IpListPanel } from '../ip-list/ip-list-panel.tsx'
import { SandboxBar } from '../sandbox/sandbox-bar.tsx'
import { TokenPanel } from '../token/token-panel.tsx'
import { AccountHeader } from './account-header.tsx'

/** The chosen account: its token over its exchanges, its IP list beside them. */
export function AccountScreen({ account }: { account: AccountView }) {
  return (
    <>
      <AccountHeader key={account.id} account={account} />
      {account.origin.kind === 'sandbox' && <SandboxBar accountId={account.id} />}
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_292px] grid-rows-[auto_minmax(0,1fr)] wide:grid-cols-[minmax(0,1fr)_348px] broad:grid-cols-[minmax(0,1fr)_420px]">
        <div className="col-span-2 flex min-w-0 flex-col border-b border-border wide:col-span-1">
          <TokenPanel account={account} />
        </div>
        <div className="flex min-h-0 min-w-0 flex-col wide:row-start-2">
          <ExchangesPanel account={account} />
        </div>
        <div className="flex min-h-0 min-w-0 flex-col border-l border-border wide:col-start-2 wide:row-span-2 wide:row-start-1">
          <IpListPanel account={account} />
        </div>
      </div>
    </>
  )
}
