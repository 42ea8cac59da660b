import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { TokenView } from '#contract/token.ts'
import { type Account, tokenKeyOf } from '#core/model/account.ts'
import type { RenewalTarget } from './plan.ts'
import { type Renewal, type RenewalDeps, startRenewal } from './renewal.ts'

export interface RenewalsDeps extends RenewalDeps {
  accounts(): Account[]
  /** False in a console that only reads: the owner of the data folder may be renewing the same tokens. */
  mayRenew(): boolean
  /** Reads the held token from the vault, if the vault can be read. */
  open(account: Account): Promise<unknown>
  /** `asking`: of the accounts that share the token, whichever still asks for it. */
  targetFor(account: Account, asking: () => Account): RenewalTarget
}

/** The running renewals: one per held token, whatever the number of accounts that share it. */
export interface Renewals extends Record<'tokenObtained' | 'reset' | 'reschedule', (account: Account) => void> {
  /** Starts and stops renewals to match the accounts' settings. */
  sync(): Promise<void>
  view(account: Account): TokenView['renewal']
  /** The clocks have jumped. */
  wake(): void
  stop(): void
}

export function createRenewals(deps: RenewalsDeps): Renewals {
  const running = new Map<string, Renewal>()
  const runningFor = (account: Account) => running.get(tokenKeyOf(account))

  const askingFor = (account: Account) => () =>
    deps.accounts().find((one) => asksForRenewal(one) && tokenKeyOf(one) === tokenKeyOf(account)) ?? account

  function stopOthers(wanted: Map<string, Account>): void {
    for (const [key, renewal] of running) {
      if (wanted.has(key)) continue
      renewal.stop()
      running.delete(key)
    }
  }

  return {
    async sync() {
      const asking = deps.mayRenew() ? deps.accounts().filter(asksForRenewal) : []
      // A cell that cannot be opened yet is opened when its renewal is due.
      await Promise.allSettled(asking.map(deps.open))
      const wanted = new Map(asking.map((account) => [tokenKeyOf(account), account]))
      stopOthers(wanted)
      for (const [key, account] of wanted) {
        if (!running.has(key)) running.set(key, startRenewal(deps.targetFor(account, askingFor(account)), deps))
      }
      deps.changed()
    },
    view(account) {
      const mode = account.renewal
      if (deps.mayRenew()) return { mode, ...(runningFor(account)?.view() ?? { state: 'off' }) }
      return asksForRenewal(account) ? { mode, state: 'stopped', waitsFor: 'owner' } : { mode, state: 'off' }
    },
    tokenObtained: (account) => runningFor(account)?.tokenObtained(),
    reset: (account) => runningFor(account)?.reset(),
    reschedule: (account) => runningFor(account)?.reschedule(),
    wake() {
      for (const renewal of running.values()) renewal.wake()
    },
    stop: () => stopOthers(new Map()),
  }
}

const asksForRenewal = ({ renewal, tokenSource }: Account) =>
  renewal === 'keep-alive' && sourceTraits(tokenSource).canRenew
