import type { IpEntry, IpListVersion } from '#contract/ip-list.ts'
import type { Failure } from '#contract/problem.ts'
import { client } from '#renderer/bridge/client.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'

export interface Entries {
  entries?: IpEntry[]
  /** Of the list before; absent when there was none. */
  before?: IpEntry[]
  failure?: Failure
}

/** The entries of a version, read again when a fetch has brought them in another order; and of the one before. */
export function useEntries(version: IpListVersion | undefined): Entries {
  const now = useLoaded(version && `${version.id} ${version.fetchedAt}`, (options) =>
    client.ipList.entries({ version: version?.id ?? 0 }, options),
  )
  const from = version?.change?.from
  const former = useLoaded(from === undefined ? undefined : String(from), (options) =>
    client.ipList.entries({ version: from ?? 0 }, options),
  )
  return {
    ...(now.value && { entries: now.value }),
    ...(former.value && { before: former.value }),
    ...(now.failure && { failure: now.failure }),
  }
}
