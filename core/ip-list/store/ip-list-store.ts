import type { IpListVersion } from '#contract/ip-list.ts'

/** Every fetched list that differed from the one before it. */
export interface IpListStore {
  /** The highest id ever given, 0 in a new store. */
  lastId(): Promise<number>
  /** Without their entries, newest first. */
  list(): Promise<IpListVersion[]>
  /** Stores `received` unchanged; replaces a version with the same id. */
  put(version: IpListVersion, received: string[]): Promise<void>
  /** Fails with `ip-list-unreadable` where the file is damaged. */
  received(id: number): Promise<string[] | undefined>
  remove(id: number): Promise<void>
}
