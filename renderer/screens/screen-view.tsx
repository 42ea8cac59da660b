import { Suspense } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { lazily } from '#renderer/lib/lazily.ts'
import { type Screen, usePage } from '#renderer/model/page-context.ts'
import { AccountScreen } from './account/account-screen.tsx'

// Fetched when first opened, so that the first picture does not wait for them.
const CompareScreen = lazily(async () => (await import('./compare-screen.tsx')).CompareScreen)
const ExchangeScreen = lazily(async () => (await import('./exchange/exchange-screen.tsx')).ExchangeScreen)
const ExchangesScreen = lazily(async () => (await import('./exchange/exchanges-screen.tsx')).ExchangesScreen)
const IpListScreen = lazily(async () => (await import('./ip-list-screen.tsx')).IpListScreen)
const RequestScreen = lazily(async () => (await import('./request-screen.tsx')).RequestScreen)
const SettingsScreen = lazily(async () => (await import('./settings-screen.tsx')).SettingsScreen)
const TimelineScreen = lazily(async () => (await import('./timeline-screen.tsx')).TimelineScreen)
const WhitelistScreen = lazily(async () => (await import('./whitelist/whitelist-screen.tsx')).WhitelistScreen)

/** What was recorded outlives its account. */
export const globalScreens: ReadonlySet<Screen['name']> = new Set(['settings', 'exchanges', 'exchange', 'compare'])

/** What fills the sheet; nothing where a screen needs an account and there is none. */
export function ScreenView({ screen, account }: { screen: Screen; account: AccountView | undefined }) {
  return (
    <Suspense>
      {account ? <AccountScreens screen={screen} account={account} /> : <GlobalScreens screen={screen} />}
    </Suspense>
  )
}

function AccountScreens({ screen, account }: { screen: Screen; account: AccountView }) {
  const { back } = usePage()
  switch (screen.name) {
    case 'account':
      return <AccountScreen account={account} />
    case 'ipList':
      return <IpListScreen account={account} onBack={back} />
    case 'request':
      return <RequestScreen key={account.id} account={account} opening={screen.opening} onBack={back} />
    case 'timeline':
      return <TimelineScreen account={account} onBack={back} />
    case 'whitelist':
      return <WhitelistScreen account={account} onBack={back} />
    default:
      return <GlobalScreens screen={screen} />
  }
}

/** The screens that need no account. */
function GlobalScreens({ screen }: { screen: Screen }) {
  const { back, openExchanges, open } = usePage()
  switch (screen.name) {
    case 'settings':
      return <SettingsScreen onClose={back} />
    case 'exchanges':
      return <ExchangesScreen onBack={back} />
    case 'exchange':
      return <ExchangeScreen exchangeId={screen.id} onBack={screen.from === 'all' ? openExchanges : back} />
    case 'compare': {
      const { a, b, before } = screen
      return <CompareScreen key={`${a} ${b}`} a={a} b={b} onBack={() => open(before)} />
    }
    default:
      return null
  }
}
