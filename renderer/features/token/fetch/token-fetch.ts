import { useAction } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import { createAccountCommand } from '#renderer/model/command.ts'

/** Asks WeChat for a token; on `classic` only once a person has confirmed that this invalidates the one before. */
export const tokenFetch = createAccountCommand(({ signal, confirmed }, accountId) =>
  client.token.fetch({ accountId, confirmed: confirmed !== undefined }, { signal }),
)

/** A token of this account is what the action gets now; `instead` where it is not fetched from WeChat. */
export function useFetchTokenAction(accountId: string, instead?: () => void): void {
  useAction('token.fetch', instead ?? (() => void tokenFetch(accountId).run()))
}
