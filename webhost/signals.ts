import { constants } from 'node:os'
import { isatty } from 'node:tty'

/** A terminal's Ctrl+C may arrive twice, from the terminal and from the launcher: within so long it is one. */
const SAME_PRESS_MS = 1_000

/**
 * Whether a terminal can hang up on us. `nohup` leaves none of the three; that it also made the system ignore SIGHUP cannot
 * be seen, since Node undoes that before the first line of ours runs.
 */
export function hasTerminal(): boolean {
  return [0, 1, 2].some(isatty)
}

/**
 * Resolves when it is time to stop: SIGINT, SIGTERM, or the terminal hangs up. A second SIGINT or SIGTERM does not wait
 * for the stop: `endNow` gets its exit code. SIGHUP without a terminal is nothing to stop for.
 */
export function stopSignal(terminal: boolean, endNow: (code: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const stop = () => {
      first ??= performance.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (first !== undefined && performance.now() - first > SAME_PRESS_MS) endNow(128 + constants.signals[signal])
        stop()
      })
    }
    process.on('SIGHUP', () => terminal && stop())
  })
}

/**
 * Signals are ours alone. A library that writes files has its own handlers, which take away drafts and raise the signal once
 * more, as if every signal were the end: a draft that is being written would be lost, and a second address printed.
 */
export function ownSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.removeAllListeners(signal)
}

/** What is written to a terminal or pipe that is gone is lost, and is no reason to stop. */
export function outliveOutput(): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => {})
}
