import type { AccountView } from '#contract/accounts.ts'
import type { Feature } from '#contract/events.ts'
import type { TokenView } from '#contract/token.ts'
import type { Events } from '#core/page-stream/events.ts'
import type { SettingsService } from '#core/settings/settings.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { Accounts } from './accounts.ts'

/** The account that was on screen last (`settings.lastAccountId`), for what a host shows outside its page. */
export interface ChosenAccount {
  /** As of now; `undefined` when there is none. */
  current(): { account: AccountView; token: TokenView } | undefined
  /** Calls back when it may have changed, but not for the mere passing of time; returns how to stop. */
  subscribe(listener: () => void): () => void
}

const concerned: ReadonlySet<Feature> = new Set(['settings', 'accounts', 'token'])

export function createChosenAccount(
  accounts: Accounts,
  tokens: Tokens,
  settings: SettingsService,
  events: Events,
): ChosenAccount {
  return {
    current() {
      const { lastAccountId } = settings.current()
      const account = accounts.all().find(({ id }) => id === lastAccountId)
      return account && { account: accounts.view(account), token: tokens.view(account) }
    },
    subscribe: (listener) =>
      events.subscribe((feature) => {
        if (concerned.has(feature)) listener()
      }),
  }
}
