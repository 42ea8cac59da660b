import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { SandboxLink } from './sandbox-link.ts'

const JUMPS = { '5min': 5 * 60_000, '1h': 60 * 60_000, '1d': 24 * 60 * 60_000 } as const
/** Ms before the end at which `to-expiry` stops. */
const BEFORE_END_MS = 10_000

export interface SandboxDeps {
  link: SandboxLink
  accounts: Accounts
  tokens: Pick<Tokens, 'view'>
}

/** The commands of the sandbox; it starts as soon as it has an account. */
export function createSandbox(
  { bus, log }: Pick<ModuleContext, 'bus' | 'log'>,
  { link, accounts, tokens }: SandboxDeps,
): Module<SandboxLink, 'sandbox', 'sandbox'> {
  bus.on('ConsoleStarted', () => {
    if (!accounts.all().some(isOfSandbox)) return
    link.running().catch(() => log.warn('the sandbox did not start'))
  })
  function accountOfSandbox(id: string): Account {
    const account = accounts.get(id)
    if (!isOfSandbox(account)) throw new ProblemError({ code: 'sandbox-unavailable', retry: 'never' })
    return account
  }

  return {
    service: link,
    handlers: {
      sandbox: {
        jump({ accountId, by }) {
          const account = accountOfSandbox(accountId)
          if (by !== 'to-expiry') return link.advance(JUMPS[by])
          const { remainingMs = 0 } = tokens.view(account).life ?? {}
          if (remainingMs === 0) throw new ProblemError({ code: 'no-token', retry: 'never' })
          // The monotonic clock has fractions of a millisecond; the virtual one does not.
          return link.advance(Math.max(0, Math.ceil(remainingMs) - BEFORE_END_MS))
        },
        setScenario: ({ scenario, on }) => link.setScenario(scenario, on),
        fetchElsewhere: ({ accountId }) =>
          link.fetchElsewhere(
            sourceTraits(accountOfSandbox(accountId).tokenSource).harmsProduction ? 'classic' : 'stable',
          ),
      },
    },
    snapshots: { sandbox: link.view },
  }
}

const isOfSandbox = ({ origin }: Account) => origin.kind === 'sandbox'
