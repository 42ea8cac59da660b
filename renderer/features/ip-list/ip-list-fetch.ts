import type { IpListKind } from '#contract/ip-list.ts'
import { useAction } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import { createAccountCommand } from '#renderer/model/command.ts'

/** Fetches a list; the host gets a token first when none is held. On `classic` that has to be confirmed. */
function fetchOf(kind: IpListKind) {
  return createAccountCommand(async ({ signal, confirmed }, accountId) => {
    if (confirmed) await client.token.fetch({ accountId, confirmed: true }, { signal })
    return client.ipList.fetch({ accountId, kind }, { signal })
  })
}

/** The list of this kind is the one that the action fetches now. */
export function useFetchIpListAction(accountId: string, kind: IpListKind): void {
  useAction('ipList.fetch', ipListFetch[kind](accountId).run)
}

export const ipListFetch = { callback: fetchOf('callback'), 'api-domain': fetchOf('api-domain') }
