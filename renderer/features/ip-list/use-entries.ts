import type { IpListVersion } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'

/** The entries of a version, read again when a fetch has brought them in another order; and of the one before. */
export function useEntries(version: IpListVersion | undefined) {
  const now = useLoaded(version && `${version.id} ${version.fetchedAt}`, (options) =>
    client.ipList.entries({ version: version?.id ?? 0 }, options),
  )
  const from = version?.change?.from
  const former = useLoaded(from === undefined ? undefined : String(from), (options) =>
    client.ipList.entries({ version: from ?? 0 }, options),
  )
  return { entries: now.value, before: former.value, failure: now.failure }
}
