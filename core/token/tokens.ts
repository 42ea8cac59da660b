import type { ExchangeCause } from '../../contract/exchange.ts'
import type { TokenView } from '../../contract/token.ts'
import { type Account, tokenKeyOf } from '../accounts/account.ts'
import type { Clock, Log, SecretVault } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import type { Redactor } from '../redaction/redactor.ts'
import type { Caller, WechatClient } from '../wechat/client.ts'
import { type FetchToken, openTokenCell, type TokenCell } from './token-cell.ts'
import { type TokenCall, withToken } from './with-token.ts'

/** The held tokens of all accounts: one per origin, AppID and family. */
export interface Tokens {
  view(account: Account): TokenView
  /** Reads the account's token from the vault, so that a first view is right. */
  open(account: Account): Promise<void>
  /** Fetches by the account's family; `classic` fails with `confirm-classic` unless `confirmed`. */
  fetch(account: Account, options: { confirmed: boolean; signal?: AbortSignal | undefined }): Promise<TokenView>
  /** The held token itself, for reveal and copy; fails with `no-token`. */
  reveal(account: Account): string
  /** Runs an API call with the account's token; see {@link withToken}. */
  call<T>(account: Account, call: (caller: Caller, token: string) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Forgets the held token of an entry that is gone. */
  forget(account: Account): Promise<void>
  flushed(): Promise<void>
}

export interface TokensDeps {
  client: WechatClient
  vault: SecretVault
  redactor: Redactor
  log: Log
  clockFor(account: Account): Clock
  credential(account: Account): Promise<{ appId: string; appSecret: string }>
  callerFor(account: Account, cause: ExchangeCause, signal?: AbortSignal): Promise<Caller>
  changed(): void
}

export function createTokens(deps: TokensDeps): Tokens {
  const cells = new Map<string, TokenCell>()
  const opening = new Map<string, Promise<TokenCell>>()

  function cellOf(account: Account): Promise<TokenCell> {
    const key = tokenKeyOf(account)
    const known = opening.get(key)
    if (known) return known
    const { vault, redactor, log, changed } = deps
    const opened = openTokenCell({
      family: account.family,
      vaultKey: key,
      clock: deps.clockFor(account),
      vault,
      redactor,
      log,
      changed,
    }).then((cell) => {
      cells.set(key, cell)
      changed()
      return cell
    })
    opening.set(key, opened)
    return opened
  }

  const source =
    (account: Account, cause: ExchangeCause): FetchToken =>
    async (signal) => {
      const credential = await deps.credential(account)
      const caller = await deps.callerFor(account, cause, signal)
      return account.family === 'stable'
        ? deps.client.stableToken(caller, credential)
        : deps.client.classicToken(caller, credential)
    }

  const view = (account: Account): TokenView => {
    const cell = cells.get(tokenKeyOf(account))
    const nothing = {
      state: 'none',
      family: account.family,
      remainingMs: 0,
      lifetimeMs: 0,
      sameAsBefore: false,
    } as const
    return { accountId: account.id, ...(cell?.describe() ?? nothing) }
  }

  return {
    view,
    async open(account) {
      await cellOf(account)
    },
    async fetch(account, { confirmed, signal }) {
      const cell = await cellOf(account)
      if (account.family === 'classic' && !confirmed) throw retiresClassic(view(account))
      await cell.fetch(source(account, 'button'), signal)
      return view(account)
    },
    reveal(account) {
      const held = cells.get(tokenKeyOf(account))?.held()
      if (!held) throw new ProblemError({ code: 'no-token', retry: 'never' })
      return held.token
    },
    async call<T>(account: Account, call: (caller: Caller, token: string) => Promise<T>, signal?: AbortSignal) {
      const cell = await cellOf(account)
      const run: TokenCall<T> = async (token, cause) => call(await deps.callerFor(account, cause, signal), token)
      return withToken(run, {
        family: account.family,
        cell,
        source: (cause) => source(account, cause),
        ...(signal && { signal }),
      })
    },
    async forget(account) {
      const key = tokenKeyOf(account)
      const cell = await cellOf(account)
      await cell.forget()
      cells.delete(key)
      opening.delete(key)
    },
    async flushed() {
      await Promise.all([...cells.values()].map((cell) => cell.flushed()))
    },
  }
}

/** What a classic fetch would retire, as far as this console knows. */
function retiresClassic({ state, obtainedAt, remainingMs }: TokenView): ProblemError {
  const isAlive = state === 'live' || state === 'expiring'
  return new ProblemError({
    code: 'confirm-classic',
    ...(isAlive && obtainedAt !== undefined && { liveSince: obtainedAt, remainingMs }),
    retry: 'never',
  })
}
