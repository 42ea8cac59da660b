import { type KeptPart, keptParts } from '#contract/pure/host/kept-parts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { createRetryLoop } from '#core/kernel/clock/retry-loop.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { createSavingPart, type SavingPart, type WaitingLimits } from './saving-part.ts'

const FIRST_PAUSE_MS = 2_000
/** For parts whose jobs write what is in memory anyway. */
const unlimited: WaitingLimits = { jobs: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }

/** What waits to be written, and why: of the first part in the order of {@link keptParts}. */
export interface Unsaved {
  parts: KeptPart[]
  reason: WriteFailure
}

/**
 * Everything that is written behind its caller goes through here. What cannot be written now waits in memory and is
 * tried again: after growing pauses, when something else could be written, and at {@link Saving.close}; part by part
 * in the order of {@link keptParts}, within a part the newest first.
 */
export interface Saving {
  /** A queue of its own; there may be several of a name. */
  part(name: KeptPart, limits?: WaitingLimits): SavingPart
  /** `undefined` when everything is written. */
  unsaved(): Unsaved | undefined
  /** What was given up because too much waited, since the start. */
  givenUp(): { part: KeptPart; count: number }[]
  /** Calls back when any of these may have changed; returns how to stop. */
  subscribe(listener: () => void): () => void
  /** Nothing is written as long as this answers why not; one at a time. */
  guard(check: () => WriteFailure | undefined): void
  /** Calls back when what is in memory has to be written again, whole, or only where its file is gone. */
  onRewrite(listener: (options: { onlyMissing: boolean }) => void): void
  rewrite(options: { onlyMissing: boolean }): void
  /** Tried each time before anything that waits, since room may be little: the vault, which keeps what waits by itself. */
  first(run: () => Promise<void>): void
  /** Tries everything that waits, now. */
  retry(): Promise<void>
  /** Writes what can be written of what waits; nothing is tried after that. */
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
  /** Room for one is a sign that there may be room for all. */
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
