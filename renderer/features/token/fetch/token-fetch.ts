import { client } from '#renderer/bridge/client.ts'
import { createAccountCommand } from '#renderer/model/command.ts'

/** Asks WeChat for a token; on `classic` only once a person has confirmed that this retires the one before. */
export const tokenFetch = createAccountCommand(({ signal, confirmed }, accountId) =>
  client.token.fetch({ accountId, confirmed: confirmed !== undefined }, { signal }),
)
