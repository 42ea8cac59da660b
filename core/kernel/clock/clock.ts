/** How far clocks may be apart without that meaning anything. */
export const CLOCK_TOLERANCE_MS = 1_000

/** Time. Nothing in core reads a clock or sets a timer except through this. */
export interface Clock {
  /** Wall clock, epoch ms; may jump. */
  now(): number
  /** Ms since some fixed moment; never goes back, may stand still while the machine sleeps. */
  monotonic(): number
  /** Calls back every `ms`; returns how to stop. */
  every(ms: number, run: () => void): () => void
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
