import type { IpListView } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import type { FetchStatus } from './fetch-status.ts'
import type { ListKey } from './list-key.ts'
import type { IpListVersions } from './versions.ts'

export interface FetchListDeps {
  versions: IpListVersions
  status: FetchStatus
  accounts: Pick<Accounts, 'get'>
  client: Pick<WechatClient, 'ipList'>
  call: Tokens['call']
  clockFor(account: Account): Clock
}

/** Fetches a list and makes it the current version; a failure leaves the former one, and shows in its status. */
export async function fetchList(
  { versions, status, accounts, client, call, clockFor }: FetchListDeps,
  list: ListKey,
  initiator: Initiator,
  signal?: AbortSignal,
): Promise<void> {
  const account = accounts.get(list.accountId)
  const now = () => clockFor(account).now()
  const ended = status.began(list)
  try {
    const received = await call(
      account,
      initiator,
      (context, token) => client.ipList(list.kind, context, token),
      signal,
    )
    // Nothing is kept for an account that was removed meanwhile.
    accounts.get(list.accountId)
    versions.add(list, received, now())
    status.succeeded(list)
  } catch (error) {
    if (error instanceof ProblemError && isFailure(error.problem)) status.failed(list, error.problem, now())
    throw error
  } finally {
    ended()
  }
}

/** A question or a cancelled call is not a failure of the list. */
function isFailure({ code }: Problem): boolean {
  return code !== 'cancelled' && code !== 'confirm-classic'
}

/** The list with the outcome of its last fetch. */
export function listView({ versions, status }: Pick<FetchListDeps, 'versions' | 'status'>, list: ListKey): IpListView {
  const [current] = versions.history(list)
  return { accountId: list.accountId, kind: list.kind, ...(current && { current }), ...status.of(list) }
}
