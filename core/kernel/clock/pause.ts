import type { Clock } from './clock.ts'

/** Longest wait in ms when the clock fails. */
const BLIND_PAUSE_MS = 60_000

/**
 * Waits for `ms`, for ever when `undefined`, or until `signal` aborts. Never rejects, and never returns early because a
 * clock fails: a loop around it must not spin.
 */
export async function pauseFor(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms === undefined) return aborted(signal)
  try {
    await clock.sleep(ms, signal)
  } catch {
    if (!signal.aborted) await pauseBlindly(clock, signal)
  }
}

async function pauseBlindly(clock: Clock, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  let stop = () => {}
  try {
    stop = clock.every(BLIND_PAUSE_MS, () => over.abort())
  } catch {
    // The clock fails: only the signal ends this wait.
  }
  await aborted(AbortSignal.any([signal, over.signal]))
  stop()
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
