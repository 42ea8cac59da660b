import type { IpListKind, IpListView } from '#contract/ip-list.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'

const shownKind = createPageStore<IpListKind>('callback')

/** Which of the two lists is looked at; the panel and the full screen show the same. */
export function useShownKind(): [IpListKind, (kind: IpListKind) => void] {
  return [useStore(shownKind), shownKind.set]
}

/** One of an account's two lists. */
export function useIpList(accountId: string, kind: IpListKind): IpListView | undefined {
  return useSnapshot('ipList')?.value.find((view) => view.accountId === accountId && view.kind === kind)
}
