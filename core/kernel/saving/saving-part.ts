import type { KeptPart } from '#contract/pure/host/kept-parts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'

/** After this many failures the disk is taken to be full, and the others wait for the next round. */
const FAILURES_IN_A_ROW = 3

const mayGo = ({ job }: Waiting) => job.givenUp !== undefined

/** Something to write. It may be run again, at any later time, and after what was asked for after it. */
export interface Job {
  /** One that waits under the same key is replaced. */
  key: string
  run(): Promise<unknown>
  /** In place of `run`, where one with this key has been waiting: writes what both were to write. */
  again?(): Promise<unknown>
  /** What it holds in memory while it waits. */
  bytes?(): number
  /** Given up after all others when there is too much that waits. */
  pinned?(): boolean
  /** It could not be written, and waits. */
  waits?(): void
  /** It is written, after it had waited. */
  saved?(): void
  /** Too much waited: it will not be written. One without this is never given up. */
  givenUp?(): void
}

/** How much may wait; beyond that the oldest is given up. */
export interface WaitingLimits {
  jobs: number
  bytes: number
}

export interface SavingPart {
  /** In order, behind the caller. */
  write(job: Job): void
  /** Resolves when each of those asked for so far is written or waits. */
  flushed(): Promise<void>
  /** Why something of this part waits; `undefined` when nothing does. */
  failure(): WriteFailure | undefined
  /** Calls back when what was written is lost, and has to be written again. */
  onRewrite(listener: () => void): void
  /** Nobody wants any more what waits under `key`. */
  forget(key: string): void
  /** How many were given up because too much waited. */
  givenUp(): number
  /** Tries those that wait: first those that cannot be given up, then the least tried, and of these the newest. */
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
  /** Why nothing may be written now, whatever the disk would take. */
  barred(): WriteFailure | undefined
  limits: WaitingLimits
  log: Log
  /** Called when the first job begins to wait, when none does any more, and when one is given up. */
  changed(): void
  /** Called when something was written at the first try. */
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

  /** Answers whether it is written. */
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
          // Forgotten, or replaced, while others were tried.
          if (waiting.get(job.key)?.job !== job) continue
          failures = (await attempt(job, order)) ? 0 : failures + 1
          if (failures === FAILURES_IN_A_ROW) return
        }
      }),
  }
}
