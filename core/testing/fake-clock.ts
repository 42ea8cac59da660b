import type { Clock } from '#core/kernel/clock/clock.ts'

/** A clock for tests: it stands still until advanced, and runs timers that fall due. */
export interface FakeClock extends Clock {
  /** Advances both clocks; waits for what fell due. */
  advance(ms: number): Promise<void>
  /** Moves only the wall clock: it was set, or the machine slept while the monotonic clock stood still. */
  jumpWall(ms: number): void
  /** Number of waiting timers and sleeps. */
  pending(): number
}

interface Waiter {
  at: number
  run(): void
}

/** Starts at 2026-01-02T03:04:05Z, monotonic 1,000,000 ms, unless told otherwise. */
export function createFakeClock(start = Date.UTC(2026, 0, 2, 3, 4, 5)): FakeClock {
  let wall = start
  let mono = 1_000_000
  const waiters = new Set<Waiter>()

  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }

  const wait = (at: number, run: () => void) => {
    const waiter = { at, run }
    waiters.add(waiter)
    return () => waiters.delete(waiter)
  }

  return {
    now: () => wall,
    monotonic: () => mono,
    every(ms, run) {
      let stop = () => false
      const arm = (at: number) => {
        stop = wait(at, () => {
          arm(at + ms)
          run()
        })
      }
      arm(mono + ms)
      return () => void stop()
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = wait(mono + ms, resolve)
        signal?.addEventListener('abort', () => {
          stop()
          reject(signal.reason)
        })
      })
    },
    async advance(ms) {
      const end = mono + ms
      for (;;) {
        const due = [...waiters].filter((waiter) => waiter.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        waiters.delete(due)
        wall += Math.max(0, due.at - mono)
        mono = Math.max(mono, due.at)
        due.run()
        await settle()
      }
      wall += end - mono
      mono = end
      await settle()
    },
    jumpWall(ms) {
      wall += ms
    },
    pending: () => waiters.size,
  }
}
