import { type KeptPart, keptParts } from '#contract/pure/host/kept-parts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { createRetryLoop } from '#core/kernel/clock/retry-loop.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { createSavingPart, type SavingPart, type WaitingLimits } from './saving-part.ts'

const FIRST_PAUSE_MS = 2_000
/** No limits, for parts whose data is in memory anyway. */
const unlimited: WaitingLimits = { jobs: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }

/** The parts with waiting jobs, and the reason of the first in the order of {@link keptParts}. */
export interface Unsaved {
  parts: KeptPart[]
  reason: WriteFailure
}

/**
 * All background writes. A write that fails waits in memory and is retried: after growing pauses, when another write
 * succeeds, and at {@link Saving.close}; part by part in the order of {@link keptParts}, within a part the newest
 * first.
 */
export interface Saving {
  /** A new queue; several may have the same name. */
  part(name: KeptPart, limits?: WaitingLimits): SavingPart
  /** `undefined` when everything is written. */
  unsaved(): Unsaved | undefined
  /** Number of discarded jobs by part, since the start. */
  givenUp(): { part: KeptPart; count: number }[]
  /** Registers a listener for changes of these; returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Blocks all writes while `check` returns a reason; one guard at a time. */
  guard(check: () => WriteFailure | undefined): void
  /** Registers a listener for when data in memory has to be written again, whole, or only where its file is gone. */
  onRewrite(listener: (options: { onlyMissing: boolean }) => void): void
  rewrite(options: { onlyMissing: boolean }): void
  /** Runs before every retry, since space may be short: the vault, which holds its own waiting writes. */
  first(run: () => Promise<void>): void
  /** Retries all waiting jobs now. */
  retry(): Promise<void>
  /** Writes the waiting jobs that can be written; nothing is retried after that. */
  close(): Promise<void>
}

export function createSaving(clock: Clock, log: Log): Saving {
  const listeners = new Set<() => void>()
  const rewriters: ((options: { onlyMissing: boolean }) => void)[] = []
  let barred = (): WriteFailure | undefined => undefined
  let beforeAll = async () => {}
  const closing = new AbortController()
  const parts: { name: KeptPart; part: SavingPart }[] = []
  let trying: Promise<void> | undefined
  let lastTry = Number.NEGATIVE_INFINITY

  const inOrder = () => keptParts.flatMap((name) => parts.filter((one) => one.name === name))
  const waiting = () => inOrder().filter(({ part }) => part.failure())

  async function tryAll(): Promise<void> {
    await beforeAll()
    for (const { part } of inOrder()) await part.retry()
    lastTry = clock.monotonic()
  }
  function retry(): Promise<void> {
    trying ??= tryAll().finally(() => {
      trying = undefined
    })
    return trying
  }
  const updateRetries = createRetryLoop({
    clock,
    firstPauseMs: FIRST_PAUSE_MS,
    isNeeded: () => waiting().length > 0,
    attempt: retry,
    signal: closing.signal,
  })
  function changed(): void {
    updateRetries()
    for (const listener of listeners) listener()
  }
  function onRewrite(listener: () => void): void {
    rewriters.push(({ onlyMissing }) => {
      if (!onlyMissing) listener()
    })
  }
  /** One successful write suggests that the others may succeed, too. */
  function written(): void {
    if (waiting().length > 0 && clock.monotonic() - lastTry >= FIRST_PAUSE_MS) void retry()
  }

  return {
    part(name, limits = unlimited) {
      const part = createSavingPart({ name, barred: () => barred(), limits, log, changed, written, onRewrite })
      parts.push({ name, part })
      return part
    },
    unsaved() {
      const found = waiting()
      const reason = found[0]?.part.failure()
      return reason && { parts: [...new Set(found.map(({ name }) => name))], reason }
    },
    givenUp: () =>
      inOrder().flatMap(({ name, part }) => (part.givenUp() > 0 ? [{ part: name, count: part.givenUp() }] : [])),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    guard(check) {
      barred = check
    },
    first(run) {
      beforeAll = run
    },
    onRewrite: (listener) => void rewriters.push(listener),
    rewrite(options) {
      for (const listener of rewriters) listener(options)
    },
    retry,
    async close() {
      closing.abort()
      await trying
      await retry()
    },
  }
}
