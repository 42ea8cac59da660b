import { lazy, Suspense, useState } from 'react'
import type { AccountView } from '../contract/accounts.ts'
import { useActionKeys } from './actions/keyboard.ts'
import { focusFilter, moveToRegion } from './actions/regions.ts'
import { useAction } from './actions/registry.ts'
import { client } from './bridge/client.ts'
import { useSnapshot } from './bridge/stores.ts'
import { useConnection } from './bridge/use-connection.ts'
import { AccountScreen } from './features/accounts/account-screen.tsx'
import { AddDialog } from './features/accounts/add-dialog.tsx'
import { FirstRun } from './features/accounts/first-run.tsx'
import { PageTitle } from './features/accounts/page-title.tsx'
import { Rail } from './features/accounts/rail.tsx'
import { clearFilter } from './features/exchange/list-filter.ts'
import { LostBanner, useBarrier, Waiting } from './features/host/connection-screens.tsx'
import { Notices } from './features/host/notices.tsx'
import { ShortcutsDialog } from './features/settings/shortcuts-dialog.tsx'
import { ReminderNotices } from './features/token/reminder-notices.tsx'
import { type Page, PageContext, type Screen } from './page-context.ts'
import { Sheet } from './ui/sheet.tsx'
import { useAppearance } from './use-appearance.ts'

// Fetched when first opened, so that the first screen does not wait for them.
const CompareScreen = lazy(async () => ({
  default: (await import('./features/compare/compare-screen.tsx')).CompareScreen,
}))
const ExchangeScreen = lazy(async () => ({
  default: (await import('./features/exchange/exchange-screen.tsx')).ExchangeScreen,
}))
const ExchangesScreen = lazy(async () => ({
  default: (await import('./features/exchange/exchanges-screen.tsx')).ExchangesScreen,
}))
const IpListScreen = lazy(async () => ({ default: (await import('./features/ip-list/list-screen.tsx')).IpListScreen }))
const Palette = lazy(async () => ({ default: (await import('./features/palette/palette.tsx')).Palette }))
const RequestScreen = lazy(async () => ({
  default: (await import('./features/request/request-screen.tsx')).RequestScreen,
}))
const SettingsScreen = lazy(async () => ({
  default: (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
}))
const TimelineScreen = lazy(async () => ({
  default: (await import('./features/timeline/timeline-screen.tsx')).TimelineScreen,
}))
const WhitelistScreen = lazy(async () => ({
  default: (await import('./features/whitelist/whitelist-screen.tsx')).WhitelistScreen,
}))

/** What was recorded outlives its account. */
const needNoAccount: ReadonlySet<Screen['name']> = new Set(['settings', 'exchanges', 'exchange', 'compare'])
const ExplainDialog = lazy(async () => ({
  default: (await import('./features/explain/explain-dialog.tsx')).ExplainDialog,
}))

export function App() {
  useAppearance()
  const accounts = useSnapshot('accounts')?.value
  const settings = useSnapshot('settings')?.value
  const barrier = useBarrier()
  if (barrier || !accounts || !settings) return <Frame>{barrier ?? <Waiting />}</Frame>
  return <Console accounts={accounts} lastAccountId={settings.lastAccountId} />
}

function Console({ accounts, lastAccountId }: { accounts: AccountView[]; lastAccountId: string | null }) {
  const [screen, setScreen] = useState<Screen>({ name: 'account' })
  const [chosenId, setChosenId] = useState(lastAccountId)
  const [dialog, setDialog] = useState<'add' | 'shortcuts' | 'palette' | 'explain'>()
  const [paletteWasOpened, setPaletteWasOpened] = useState(false)
  const lost = useConnection() === 'lost'
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0]

  const page: Page = {
    screen,
    accountId: account?.id,
    chooseAccount(id) {
      setChosenId(id)
      setScreen({ name: 'account' })
      // Only so that the next start shows it again; nothing waits for it.
      client.settings.update({ lastAccountId: id }).catch(() => {})
    },
    openExchange(id, from) {
      const list = from ?? (screen.name === 'exchange' ? screen.from : undefined)
      if (screen.name !== 'exchange') clearFilter('beside')
      setScreen({ name: 'exchange', id, ...(list && { from: list }) })
    },
    openExchanges: () => setScreen({ name: 'exchanges' }),
    openCompare: (a, b) =>
      setScreen((now) => ({ name: 'compare', a, b, before: now.name === 'compare' ? now.before : now })),
    openIpList: () => setScreen({ name: 'ipList' }),
    openRequest(opening) {
      if (opening?.accountId !== undefined) setChosenId(opening.accountId)
      setScreen({ name: 'request', ...(opening && { opening }) })
    },
    openSettings: () => setScreen({ name: 'settings' }),
    openWhitelist(accountId) {
      setChosenId(accountId)
      setScreen({ name: 'whitelist' })
    },
    openTimeline: () => setScreen({ name: 'timeline' }),
    back: () => setScreen({ name: 'account' }),
  }
  const added = (one: AccountView) => {
    setDialog(undefined)
    page.chooseAccount(one.id)
  }

  // The first screen is the form itself.
  const firstRun = !account && !needNoAccount.has(screen.name)
  useActionKeys()
  useAction('exchange.list', page.openExchanges)
  useAction('view.filter', focusFilter)
  useAction('accounts.add', () => !firstRun && setDialog('add'))
  useAction('settings.open', page.openSettings)
  useAction('request.open', () => account && page.openRequest())
  useAction('explain.open', () => setDialog('explain'))
  useAction('help.shortcuts', () => setDialog('shortcuts'))
  useAction('palette.open', () => {
    setPaletteWasOpened(true)
    setDialog('palette')
  })
  useAction('view.nextRegion', () => moveToRegion(1))
  useAction('view.previousRegion', () => moveToRegion(-1))

  return (
    <PageContext value={page}>
      <Frame lost={lost} rail={!firstRun && <Rail accounts={accounts} />}>
        <LostBanner />
        <Notices />
        <ReminderNotices accounts={accounts} />
        {account && <PageTitle account={account} />}
        <Suspense>
          {screen.name === 'settings' && <SettingsScreen onClose={page.back} />}
          {screen.name === 'exchange' && (
            <ExchangeScreen exchangeId={screen.id} onBack={screen.from === 'all' ? page.openExchanges : page.back} />
          )}
          {screen.name === 'exchanges' && <ExchangesScreen onBack={page.back} />}
          {screen.name === 'compare' && (
            <CompareScreen
              key={`${screen.a} ${screen.b}`}
              a={screen.a}
              b={screen.b}
              onBack={() => setScreen(screen.before)}
            />
          )}
          {screen.name === 'timeline' && account && <TimelineScreen account={account} onBack={page.back} />}
          {screen.name === 'request' && account && (
            <RequestScreen key={account.id} account={account} opening={screen.opening} onBack={page.back} />
          )}
          {screen.name === 'whitelist' && account && <WhitelistScreen account={account} onBack={page.back} />}
          {screen.name === 'ipList' && account && <IpListScreen account={account} onBack={page.back} />}
        </Suspense>
        {screen.name === 'account' && account && <AccountScreen account={account} />}
        {firstRun && <FirstRun onAdded={added} />}
      </Frame>
      <AddDialog open={dialog === 'add'} onClose={() => setDialog(undefined)} onAdded={added} />
      {paletteWasOpened && (
        <Suspense>
          <Palette open={dialog === 'palette'} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      {dialog === 'explain' && (
        <Suspense>
          <ExplainDialog onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={() => setDialog(undefined)} />
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
