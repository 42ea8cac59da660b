import type { IpListKind } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { createAccountCall } from '#renderer/model/account-call.ts'

/** Fetches a list; the host gets a token first when none is held. On classic that has to be `confirmed`. */
function fetchOf(kind: IpListKind) {
  return createAccountCall(async (accountId, confirmed, signal) => {
    if (confirmed) await client.token.fetch({ accountId, confirmed }, { signal })
    return client.ipList.fetch({ accountId, kind }, { signal })
  })
}

export const ipListFetch = { callback: fetchOf('callback'), 'api-domain': fetchOf('api-domain') }
