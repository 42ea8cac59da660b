import { constants } from 'node:os'
import { isatty } from 'node:tty'

/** One Ctrl+C may arrive twice, from the terminal and from the launcher: signals this close together are one press. */
const SAME_PRESS_MS = 1_000

/**
 * Whether a terminal can hang up on us. `nohup` leaves none of the three; that it also made the system ignore SIGHUP cannot
 * be seen, since Node undoes that before the first line of ours runs.
 */
export function hasTerminal(): boolean {
  return [0, 1, 2].some(isatty)
}

/**
 * Takes over the signals, and removes all other listeners: a library may end the process at any of them.
 *
 * `endNow` is called with the exit code where nothing is waited for: at a second SIGINT or SIGTERM, and at the first one
 * before `stop` was called, since a console that is still starting has nothing to write. The system's own handling would
 * leave a terminal that does not echo. SIGHUP without a terminal is always ignored.
 */
export function ownSignals(terminal: boolean, endNow: (code: number) => void) {
  let first: number | undefined
  let resolveStop: (() => void) | undefined
  const stop = (signal: NodeJS.Signals) => {
    if (!resolveStop) return endNow(128 + constants.signals[signal])
    first ??= performance.now()
    resolveStop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.removeAllListeners(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (first !== undefined && performance.now() - first > SAME_PRESS_MS) endNow(128 + constants.signals[signal])
      stop(signal)
    })
  }
  process.on('SIGHUP', () => terminal && stop('SIGHUP'))
  // Asks for another address, and there is none yet. Without a listener the signal would end the process.
  if (process.platform !== 'win32') process.on('SIGUSR2', () => {})
  return {
    /** Resolves when it is time to stop: SIGINT, SIGTERM, or the terminal hangs up. */
    stop: () =>
      new Promise<void>((resolve) => {
        resolveStop = resolve
      }),
  }
}

/** Output to a terminal or pipe that is gone is lost; the console runs on. */
export function outliveOutput(): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => {})
}
