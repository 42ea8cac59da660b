/** Differences between clocks below this are ignored, in ms. */
export const CLOCK_TOLERANCE_MS = 1_000

/** The only source of time in core: nothing else reads a clock or sets a timer. */
export interface Clock {
  /** Wall clock, epoch ms; may jump. */
  now(): number
  /** Ms since some fixed moment; never goes back, may stand still while the machine sleeps. */
  monotonic(): number
  /** Runs `run` every `ms`; returns the function that stops it. */
  every(ms: number, run: () => void): () => void
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
