import type { ConnectivityView, IpEntry } from '#contract/ip-list.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { type ProbeOptions, probe } from './probe.ts'

/** Connections open at the same time. */
const PARALLEL = 8
/** Addresses tested in one run; the documented list has 35. */
export const MAX_TESTED_ADDRESSES = 256

export interface ConnectivityTests {
  /** Every account's last test. */
  views(): ConnectivityView[]
  /** Tests the single addresses among the entries; cancels a running test of the same account. Never rejects. */
  run(
    accountId: string,
    entries: IpEntry[],
    limits: ConnectivityLimits,
    signal: AbortSignal | undefined,
  ): Promise<ConnectivityView>
  removeAccount(accountId: string): void
  /** Cancels what runs. */
  close(): void
}

/** Ms for one address, and the trusted certificates. */
export type ConnectivityLimits = Pick<ProbeOptions, 'timeoutMs' | 'secureContext'>

export interface ConnectivityDeps extends Pick<ProbeOptions, 'port' | 'servername'> {
  clock: Clock
  changed(): void
}

export function createConnectivityTests({ clock, changed, ...target }: ConnectivityDeps): ConnectivityTests {
  const last = new Map<string, { view: ConnectivityView; stop: AbortController }>()

  const cancel = (accountId: string) => last.get(accountId)?.stop.abort()

  return {
    views: () => [...last.values()].map(({ view }) => view),
    async run(accountId, entries, limits, signal) {
      cancel(accountId)
      const { addresses, skipped } = targetsOf(entries)
      const stop = new AbortController()
      const test = {
        stop,
        view: {
          accountId,
          state: 'running',
          startedAt: clock.now(),
          total: addresses.length,
          results: [],
          skipped,
        } as ConnectivityView,
      }
      const show = (next: Partial<ConnectivityView>) => {
        test.view = { ...test.view, ...next }
        changed()
      }
      last.set(accountId, test)
      changed()

      const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
      const waiting = addresses.values()
      const worker = async () => {
        for (const address of waiting) {
          const result = await probe(address, { clock, ...limits, ...target }, ended)
          show({ results: [...test.view.results, result] })
        }
      }
      try {
        await Promise.all(Array.from({ length: PARALLEL }, worker))
        show({ state: 'done' })
      } catch {
        show({ state: 'cancelled' })
      }
      return test.view
    },
    removeAccount(accountId) {
      cancel(accountId)
      last.delete(accountId)
      changed()
    },
    close() {
      for (const { stop } of last.values()) stop.abort()
    },
  }
}

/** Single addresses, each once, whatever their spelling. */
function targetsOf(entries: IpEntry[]): { addresses: string[]; skipped: ConnectivityView['skipped'] } {
  const single = entries.filter((entry) => entry.addresses === 1)
  const addresses = [...new Set(single.map(({ raw, readAs }) => (readAs ?? raw).split('/')[0] ?? raw))]
  return {
    addresses: addresses.slice(0, MAX_TESTED_ADDRESSES),
    skipped: {
      networks: entries.filter((entry) => (entry.addresses ?? 0) > 1).length,
      unparsable: entries.filter(({ kind }) => kind === 'unparsable').length,
      overLimit: Math.max(0, addresses.length - MAX_TESTED_ADDRESSES),
    },
  }
}
