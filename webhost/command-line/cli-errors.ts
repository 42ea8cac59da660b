/**
 * What the webhost ends with; listed in `docs/webhost.md`. From 20 on, since Node has 1 to 13 for itself. A second signal
 * ends at once with 128 and its number, as shells do.
 */
export const exitCodes = {
  /** Stopped by a signal, with everything written. */
  stopped: 0,
  unexpected: 1,
  usage: 2,
  port: 20,
  dataFolder: 21,
  /** Wrong, missing or unreadable. */
  passphrase: 22,
  /** The file is none, newer, damaged, or cannot be read. */
  vault: 23,
  /** Node is too old, or the page is not built. */
  notInstalled: 24,
  /** Told to stop, and some things could not be written in time. */
  notAllWritten: 25,
} as const

type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Why the webhost cannot start, in words for the person at the terminal: printed as it is, without a stack. */
export class StartError extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.unexpected) {
    super(message)
    this.name = 'StartError'
    this.exitCode = exitCode
  }
}

/** The errno name (`EACCES`) of a system error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
