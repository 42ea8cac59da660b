import { clsx } from 'clsx'
import { Suspense, useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { SecretNeeded } from '#renderer/features/accounts/secret-form.tsx'
import { ExchangesPanel } from '#renderer/features/exchange/list/exchanges-panel.tsx'
import { IpListPanel } from '#renderer/features/ip-list/panel/ip-list-panel.tsx'
import { SandboxBar } from '#renderer/features/sandbox/sandbox-bar.tsx'
import { HarButton } from '#renderer/features/share/har-button.tsx'
import { ClassicDialog } from '#renderer/features/token/dialogs/classic-dialog.tsx'
import { TokenPanel } from '#renderer/features/token/token-panel.tsx'
import { lazily } from '#renderer/lib/lazily.ts'
import { useWhitelistRefusal } from '#renderer/model/whitelist-refusal.ts'
import { type AccountDialog, AccountDialogs } from './account-dialogs.tsx'
import { AccountHeader } from './account-header.tsx'

// Fetched with the first refusal of an IP, so that the first screen does not wait for them.
const Doctor = lazily(async () => (await import('#renderer/screens/whitelist/doctor.tsx')).Doctor)
const Evidence = lazily(async () => (await import('#renderer/features/whitelist/evidence.tsx')).Evidence)

/**
 * The chosen account: its token over its exchanges, its IP list beside them. Where WeChat refused the IP, what is known of
 * it takes the place of the list that cannot be fetched.
 */
export function AccountScreen({ account }: { account: AccountView }) {
  const refused = useWhitelistRefusal(account)
  const [opened, setOpened] = useState<{ dialog: AccountDialog; accountId: string }>()
  const open = (dialog: AccountDialog) => setOpened({ dialog, accountId: account.id })
  return (
    <>
      <AccountHeader key={account.id} account={account} onOpen={open} />
      {account.origin.kind === 'sandbox' && <SandboxBar accountId={account.id} />}
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_292px] grid-rows-[auto_minmax(0,1fr)] wide:grid-cols-[minmax(0,1fr)_348px] broad:grid-cols-[minmax(0,1fr)_420px]">
        <div
          className={clsx(
            'flex min-h-0 min-w-0 flex-col border-border',
            refused ? 'row-span-2 wide:row-span-1 wide:border-b' : 'col-span-2 border-b wide:col-span-1',
          )}
        >
          <TokenPanel
            account={account}
            secretForm={<SecretNeeded account={account} />}
            refusal={(problem) => (
              <Suspense>
                <Doctor account={account} problem={problem} />
              </Suspense>
            )}
            onPaste={() => open('paste')}
            onReplaceSecret={() => open('replace-secret')}
          />
        </div>
        <div className={clsx('min-h-0 min-w-0 flex-col wide:row-start-2', refused ? 'hidden wide:flex' : 'flex')}>
          <ExchangesPanel account={account} exportButton={(exchanges) => <HarButton exchanges={exchanges} compact />} />
        </div>
        <div
          className={clsx(
            'flex min-h-0 min-w-0 flex-col border-l border-border wide:col-start-2 wide:row-span-2 wide:row-start-1',
            refused && 'row-span-2',
          )}
        >
          {refused ? (
            <Suspense>
              <Evidence account={account} problem={refused} />
            </Suspense>
          ) : (
            <IpListPanel
              account={account}
              question={(command) => <ClassicDialog account={account} command={command} />}
            />
          )}
        </div>
      </div>
      <AccountDialogs
        account={account}
        dialog={opened?.accountId === account.id ? opened.dialog : undefined}
        onClose={() => setOpened(undefined)}
      />
    </>
  )
}
