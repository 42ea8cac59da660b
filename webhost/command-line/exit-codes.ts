/**
 * What the webhost ends with; told in `docs/webhost.md`. From 20 on, since Node has 1 to 13 for itself. A second signal
 * ends at once with 128 and its number, as shells say it.
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

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
