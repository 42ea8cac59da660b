import type { KeptPart } from '#contract/pure/host/kept-parts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'

/** After this many failures in a row the disk counts as full, and the other jobs wait for the next round. */
const FAILURES_IN_A_ROW = 3

const mayGo = ({ job }: Waiting) => job.givenUp !== undefined

/** One write. It may run again, at any later time, and after writes that were requested later. */
export interface Job {
  /** A waiting job with the same key is replaced. */
  key: string
  run(): Promise<unknown>
  /** Runs in place of `run` where a job with this key has been waiting: writes the data of both. */
  again?(): Promise<unknown>
  /** Bytes it holds in memory while it waits. */
  bytes?(): number
  /** Discarded last when too much is waiting. */
  pinned?(): boolean
  /** Called when the write failed and the job waits. */
  waits?(): void
  /** Called when the job is written after it had waited. */
  saved?(): void
  /** Called when the job is discarded because too much was waiting. A job without this is never discarded. */
  givenUp?(): void
}

/** Limits for waiting jobs; beyond them the oldest is discarded. */
export interface WaitingLimits {
  jobs: number
  bytes: number
}

export interface SavingPart {
  /** Writes in order, in the background. */
  write(job: Job): void
  /** Resolves when each job so far is written or waiting. */
  flushed(): Promise<void>
  /** Why a job of this part waits; `undefined` when none does. */
  failure(): WriteFailure | undefined
  /** Registers a listener for when written data is lost and has to be written again. */
  onRewrite(listener: () => void): void
  /** Drops the job that waits under `key`. */
  forget(key: string): void
  /** Number of jobs discarded because too much was waiting. */
  givenUp(): number
  /** Retries the waiting jobs: first those that cannot be discarded, then the least tried, and of these the newest. */
  retry(): Promise<void>
}

interface Waiting {
  job: Job
  bytes: number
  tries: number
  order: number
}

export interface SavingPartDeps {
  name: KeptPart
  /** Why nothing may be written now, whatever the state of the disk. */
  barred(): WriteFailure | undefined
  limits: WaitingLimits
  log: Log
  /** Called when the first job begins to wait, when none does any more, and when one is discarded. */
  changed(): void
  /** Called when a job was written at the first attempt. */
  written(): void
  onRewrite(listener: () => void): void
}

export function createSavingPart({
  name,
  barred,
  limits,
  log,
  changed,
  written,
  onRewrite,
}: SavingPartDeps): SavingPart {
  const waiting = new Map<string, Waiting>()
  let queue: Promise<void> = Promise.resolve()
  let reason: WriteFailure | undefined
  let asked = 0
  let bytes = 0
  let givenUp = 0

  const inOrder = (work: () => Promise<void>) => {
    queue = queue.then(work)
    return queue
  }
  const settle = (next: WriteFailure | undefined) => {
    if (next === reason) return
    if (!reason) log.warn('not written for now', { part: name, reason: next })
    if (!next) log.info('written after all', { part: name })
    reason = next
    changed()
  }

  /** Returns whether the job is written. */
  async function attempt(job: Job, order: number): Promise<boolean> {
    const before = waiting.get(job.key)
    const bar = barred()
    try {
      if (bar) throw new Error('barred')
      await (before && job.again ? job.again() : job.run())
      if (!before) return true
      stopWaiting(job.key)
      job.saved?.()
      return true
    } catch (error) {
      hold({ job, bytes: job.bytes?.() ?? 0, tries: (before?.tries ?? 0) + 1, order })
      settle(bar ?? whyNotWritten(error))
      if (before?.job !== job) job.waits?.()
      evict()
      return false
    }
  }

  function hold(one: Waiting): void {
    bytes += one.bytes - (waiting.get(one.job.key)?.bytes ?? 0)
    waiting.set(one.job.key, one)
  }
  function stopWaiting(key: string): void {
    bytes -= waiting.get(key)?.bytes ?? 0
    if (waiting.delete(key) && waiting.size === 0) settle(undefined)
  }
  function evict(): void {
    const loose = [...waiting.values()].filter(mayGo)
    let left = loose.length
    const fits = () => left <= limits.jobs && bytes <= limits.bytes
    if (fits()) return
    const isPinned = ({ job }: Waiting) => job.pinned?.() === true
    loose.sort((a, b) => Number(isPinned(a)) - Number(isPinned(b)) || a.order - b.order)
    for (const { job } of loose) {
      if (fits()) break
      left--
      givenUp++
      stopWaiting(job.key)
      job.givenUp?.()
    }
    changed()
  }

  return {
    write(job) {
      const order = asked++
      inOrder(async () => {
        if (await attempt(job, order)) written()
      })
    },
    flushed: () => queue,
    failure: () => reason,
    onRewrite,
    forget: stopWaiting,
    givenUp: () => givenUp,
    retry: () =>
      inOrder(async () => {
        const inTurn = [...waiting.values()].sort(
          (a, b) => Number(mayGo(a)) - Number(mayGo(b)) || a.tries - b.tries || b.order - a.order,
        )
        let failures = 0
        for (const { job, order } of inTurn) {
          // Dropped, or replaced, while others were tried.
          if (waiting.get(job.key)?.job !== job) continue
          failures = (await attempt(job, order)) ? 0 : failures + 1
          if (failures === FAILURES_IN_A_ROW) return
        }
      }),
  }
}
