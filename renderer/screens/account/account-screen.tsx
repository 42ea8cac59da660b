import { clsx } from 'clsx'
import type { AccountView } from '#contract/accounts.ts'
import { ExchangesPanel } from '#renderer/features/exchange/list/exchanges-panel.tsx'
import { IpListPanel } from '#renderer/features/ip-list/ip-list-panel.tsx'
import { SandboxBar } from '#renderer/features/sandbox/sandbox-bar.tsx'
import { TokenPanel } from '#renderer/features/token/token-panel.tsx'
import { Evidence } from '#renderer/features/whitelist/lazy.tsx'
import { useRefused } from '#renderer/features/whitelist/use-refused.ts'
import { AccountHeader } from './account-header.tsx'

/**
 * The chosen account: its token over its exchanges, its IP list beside them. Where WeChat refused the IP, what is known of
 * it takes the place of the list that cannot be fetched.
 */
export function AccountScreen({ account }: { account: AccountView }) {
  const refused = useRefused(account)
  return (
    <>
      <AccountHeader key={account.id} account={account} />
      {account.origin.kind === 'sandbox' && <SandboxBar accountId={account.id} />}
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_292px] grid-rows-[auto_minmax(0,1fr)] wide:grid-cols-[minmax(0,1fr)_348px] broad:grid-cols-[minmax(0,1fr)_420px]">
        <div
          className={clsx(
            'flex min-h-0 min-w-0 flex-col border-border',
            refused ? 'row-span-2 wide:row-span-1 wide:border-b' : 'col-span-2 border-b wide:col-span-1',
          )}
        >
          <TokenPanel account={account} />
        </div>
        <div className={clsx('min-h-0 min-w-0 flex-col wide:row-start-2', refused ? 'hidden wide:flex' : 'flex')}>
          <ExchangesPanel account={account} />
        </div>
        <div
          className={clsx(
            'flex min-h-0 min-w-0 flex-col border-l border-border wide:col-start-2 wide:row-span-2 wide:row-start-1',
            refused && 'row-span-2',
          )}
        >
          {refused ? <Evidence account={account} problem={refused} /> : <IpListPanel account={account} />}
        </div>
      </div>
    </>
  )
}
