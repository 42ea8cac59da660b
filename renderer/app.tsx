import { useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import type { Failure } from '#contract/problem.ts'
import { useActionKeys } from './actions/keyboard.ts'
import { useAction } from './actions/registry.ts'
import { client } from './bridge/client.ts'
import { failureOf } from './bridge/failure.ts'
import { useSnapshot } from './bridge/stores.ts'
import { useConnection } from './bridge/use-connection.ts'
import { PageTitle } from './features/accounts/page-title.tsx'
import { clearFilter } from './features/exchange/list/list-filter.ts'
import { LostBanner, useBarrier, Waiting } from './features/host/connection-screens.tsx'
import { Notices } from './features/host/notices.tsx'
import { ReminderNotices } from './features/token/reminder-notices.tsx'
import { type Page, PageContext, type Screen } from './model/page-context.ts'
import { Dialogs } from './screens/dialogs.tsx'
import { FirstRun } from './screens/first-run.tsx'
import { Rail } from './screens/rail.tsx'
import { globalScreens, ScreenView } from './screens/screen-view.tsx'
import { focusFilter, moveToRegion } from './ui/layout/regions.ts'
import { Sheet } from './ui/layout/sheet.tsx'
import { OpenLinkContext } from './ui/problem/external-link.tsx'
import { useAppearance } from './use-appearance.ts'

export function App() {
  useAppearance()
  const accounts = useSnapshot('accounts')?.value
  const settings = useSnapshot('settings')?.value
  const hostOpensLinks = useSnapshot('host')?.value.capabilities.openExternal ?? false
  const barrier = useBarrier()
  return (
    <OpenLinkContext value={hostOpensLinks ? openLink : undefined}>
      {barrier || !accounts || !settings ? (
        <Frame>{barrier ?? <Waiting />}</Frame>
      ) : (
        <Console accounts={accounts} lastAccountId={settings.lastAccountId} />
      )}
    </OpenLinkContext>
  )
}

function openLink(url: string): Promise<Failure | undefined> {
  return client.host.openExternal({ url }).then(() => undefined, failureOf)
}

function Console({ accounts, lastAccountId }: { accounts: AccountView[]; lastAccountId: string | null }) {
  const [screen, setScreen] = useState<Screen>({ name: 'account' })
  const [chosenId, setChosenId] = useState(lastAccountId)
  const lost = useConnection() === 'lost'
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0]

  const go = (next: Screen | ((now: Screen) => Screen), accountId?: string) => {
    if (accountId !== undefined) setChosenId(accountId)
    setScreen(next)
  }

  const page: Page = {
    screen,
    accountId: account?.id,
    chooseAccount(id) {
      go({ name: 'account' }, id)
      // Only so that the next start shows it again; nothing waits for it.
      client.settings.update({ lastAccountId: id }).catch(() => {})
    },
    openExchange(id, from) {
      const list = from ?? (screen.name === 'exchange' ? screen.from : undefined)
      if (screen.name !== 'exchange') clearFilter('beside')
      go({ name: 'exchange', id, ...(list && { from: list }) })
    },
    openExchanges: () => go({ name: 'exchanges' }),
    openCompare: (a, b) => go((now) => ({ name: 'compare', a, b, before: now.name === 'compare' ? now.before : now })),
    openIpList: () => go({ name: 'ipList' }),
    openRequest: (opening) => go({ name: 'request', ...(opening && { opening }) }, opening?.accountId),
    openSettings: () => go({ name: 'settings' }),
    openWhitelist: (accountId) => go({ name: 'whitelist' }, accountId),
    openTimeline: () => go({ name: 'timeline' }),
    open: go,
    back: () => go({ name: 'account' }),
  }
  const added = ({ id }: AccountView) => page.chooseAccount(id)

  // The first screen is the form itself.
  const firstRun = !account && !globalScreens.has(screen.name)
  useActionKeys()
  useAction('exchange.list', page.openExchanges)
  useAction('view.filter', focusFilter)
  useAction('settings.open', page.openSettings)
  useAction('request.open', () => account && page.openRequest())
  useAction('view.nextRegion', () => moveToRegion(1))
  useAction('view.previousRegion', () => moveToRegion(-1))

  return (
    <PageContext value={page}>
      <Frame lost={lost} rail={!firstRun && <Rail accounts={accounts} />}>
        <LostBanner />
        <Notices />
        <ReminderNotices accounts={accounts} />
        {account && <PageTitle account={account} />}
        <ScreenView screen={screen} account={account} />
        {firstRun && <FirstRun onAdded={added} />}
      </Frame>
      <Dialogs firstRun={firstRun} onAdded={added} />
    </PageContext>
  )
}

function Frame({
  rail = false,
  lost = false,
  children,
}: {
  rail?: React.ReactNode
  lost?: boolean
  children: React.ReactNode
}) {
  const columns = rail ? 'grid-cols-[64px_minmax(0,1fr)] wide:grid-cols-[236px_minmax(0,1fr)]' : 'pl-2'
  return (
    <div data-lost={lost || undefined} className={`grid h-full grid-rows-[minmax(0,1fr)] py-2 pr-2 ${columns}`}>
      {rail}
      <Sheet>{children}</Sheet>
    </div>
  )
}
