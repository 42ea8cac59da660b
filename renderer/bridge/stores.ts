import { useSyncExternalStore } from 'react'
import type { ExchangeChanges, Feature, Snapshots } from '#contract/events.ts'
import { createStore, type ExternalStore } from '#renderer/lib/external-store.ts'

/** A snapshot and when it came, on `performance.now()`: what counts down, counts from there. */
export interface Stamped<Value> {
  value: Value
  receivedAt: number
}

type Stores = { [F in Feature]: ExternalStore<Stamped<Snapshots[F]> | undefined> }

/** One store per feature, empty until the stream's first snapshot of it. */
const stores: Stores = {
  host: createStore(undefined),
  settings: createStore(undefined),
  accounts: createStore(undefined),
  token: createStore(undefined),
  timeline: createStore(undefined),
  ipList: createStore(undefined),
  connectivity: createStore(undefined),
  exchange: createStore(undefined),
  whitelist: createStore(undefined),
  sandbox: createStore(undefined),
}

type SnapshotEvent<F extends Feature = Feature> = { [K in F]: { feature: K; snapshot: Snapshots[K] } }[F]

export function receive<F extends Feature>(event: SnapshotEvent<F>): void {
  const store: ExternalStore<Stamped<Snapshots[F]> | undefined> = stores[event.feature]
  store.set({ value: event.snapshot, receivedAt: performance.now() })
}

/** Puts what changed into the list of exchanges, which keeps its order: newest first. */
export function receiveExchanges({ rows, gone }: ExchangeChanges): void {
  const list = stores.exchange.get()
  if (!list) return
  const stale = new Set([...gone, ...rows.map((row) => row.id)])
  const others = list.value.filter((row) => !stale.has(row.id))
  receive({ feature: 'exchange', snapshot: [...rows, ...others].sort((a, b) => b.id - a.id) })
}

/** The newest snapshot of a feature; `undefined` before the first. */
export function useSnapshot<F extends Feature>(feature: F): Stamped<Snapshots[F]> | undefined {
  const store: ExternalStore<Stamped<Snapshots[F]> | undefined> = stores[feature]
  return useSyncExternalStore(store.subscribe, store.get)
}

type PerAccount = { [F in Feature]: Snapshots[F] extends { accountId: string }[] ? F : never }[Feature]

/** One account's view in a feature that has one view per account. */
export function useAccountSnapshot<F extends Exclude<PerAccount, 'exchange'>>(
  feature: F,
  accountId: string,
): Stamped<Snapshots[F][number]> | undefined {
  const snapshot = useSnapshot(feature)
  const view: Snapshots[F][number] | undefined = snapshot?.value.find((one) => one.accountId === accountId)
  return snapshot && view && { value: view, receivedAt: snapshot.receivedAt }
}
