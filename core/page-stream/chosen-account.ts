import type { AccountView } from '#contract/accounts.ts'
import type { Feature } from '#contract/events.ts'
import type { Settings } from '#contract/settings.ts'
import type { TokenView } from '#contract/token.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { Tokens } from '#core/token/tokens.ts'

/** The account that was on screen last (`settings.lastAccountId`), for what a host shows outside its page. */
export interface ChosenAccount {
  /** The current one; `undefined` when there is none. */
  current(): { account: AccountView; token: TokenView } | undefined
  /** Registers a listener for changes, other than the passing of time; returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void
}

const concerned: ReadonlySet<Feature> = new Set(['settings', 'accounts', 'token'])

export interface ChosenAccountDeps {
  bus: DomainBus
  accounts: Pick<Accounts, 'find' | 'view'>
  tokens: Pick<Tokens, 'view'>
  settings(): Settings
}

export function createChosenAccount({ bus, accounts, tokens, settings }: ChosenAccountDeps): ChosenAccount {
  return {
    current() {
      const { lastAccountId } = settings()
      const account = lastAccountId === null ? undefined : accounts.find(lastAccountId)
      return account && { account: accounts.view(account), token: tokens.view(account) }
    },
    subscribe: (listener) =>
      bus.on('SnapshotChanged', ({ feature }) => {
        if (concerned.has(feature)) listener()
      }),
  }
}
