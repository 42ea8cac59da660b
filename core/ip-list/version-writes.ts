import type { IpListVersion } from '#contract/ip-list.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import type { IpListStore } from './store/ip-list-store.ts'

/** Writes versions in the background, in order. */
export interface VersionWrites {
  put(version: IpListVersion, received: string[]): void
  remove(id: number): void
  /** The entries of a version that is not written yet. */
  unwritten(id: number): string[] | undefined
}

export interface VersionWritesDeps {
  store: IpListStore
  saving: SavingPart
  /** A version that was removed meanwhile is not written. */
  isKept(id: number): boolean
  /** Too much was waiting to be written: this version is discarded. */
  givenUp(version: IpListVersion): void
}

export function createVersionWrites({ store, saving, isKept, givenUp }: VersionWritesDeps): VersionWrites {
  const unwritten = new Map<number, string[]>()
  return {
    put(version, received) {
      const { id } = version
      unwritten.set(id, received)
      saving.write({
        key: String(id),
        bytes: () => received.reduce((sum, entry) => sum + entry.length, 0),
        async run() {
          if (isKept(id)) await store.put(version, received)
          if (unwritten.get(id) === received) unwritten.delete(id)
        },
        givenUp() {
          unwritten.delete(id)
          givenUp(version)
        },
      })
    },
    remove(id) {
      unwritten.delete(id)
      saving.write({ key: String(id), run: () => store.remove(id) })
    },
    unwritten: (id) => unwritten.get(id),
  }
}
