import type { IpListVersion } from '#contract/ip-list.ts'
import type { IpListStore } from './ip-list-store.ts'

/** Keeps lists as long as the process lives. */
export function createMemoryIpLists(): IpListStore {
  const kept = new Map<number, { version: IpListVersion; received: string[] }>()
  let lastId = 0
  return {
    lastId: async () => lastId,
    list: async () => [...kept.values()].map(({ version }) => version).sort((a, b) => b.id - a.id),
    async put(version, received) {
      lastId = Math.max(lastId, version.id)
      kept.set(version.id, { version, received })
    },
    received: async (id) => kept.get(id)?.received,
    async remove(id) {
      kept.delete(id)
    },
  }
}
