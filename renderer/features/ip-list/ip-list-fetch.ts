import { client } from '../../bridge/client.ts'
import { createAccountCall } from '../token/account-call.ts'

/** Fetches the list; the host gets a token first when none is held. On classic that has to be `confirmed`. */
export const ipListFetch = createAccountCall(async (accountId, confirmed, signal) => {
  if (confirmed) await client.token.fetch({ accountId, confirmed }, { signal })
  return client.ipList.fetch({ accountId }, { signal })
})
