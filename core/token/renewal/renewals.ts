import { type Renewal, type RenewalDeps, type RenewalProgress, type Subject, startRenewal } from './renewal.ts'

/** The renewals that run: one per held token, however many accounts share it. */
export interface Renewals {
  /** Starts and stops until exactly these run. */
  sync(wanted: Map<string, Subject>): void
  view(key: string): RenewalProgress
  /** The token, or what it is fetched with, has changed. */
  touch(key: string): void
  /** The token may be due at another moment. */
  replan(key: string): void
  /** The clocks have moved. */
  wake(): void
}

export function createRenewals(deps: RenewalDeps): Renewals {
  const running = new Map<string, Renewal>()
  return {
    sync(wanted) {
      for (const [key, renewal] of running) {
        if (wanted.has(key)) continue
        renewal.stop()
        running.delete(key)
      }
      for (const [key, subject] of wanted) {
        if (!running.has(key)) running.set(key, startRenewal(subject, deps))
      }
    },
    view: (key) => running.get(key)?.view() ?? { state: 'off' },
    touch: (key) => running.get(key)?.touch(),
    replan: (key) => running.get(key)?.replan(),
    wake() {
      for (const renewal of running.values()) renewal.wake()
    },
  }
}
