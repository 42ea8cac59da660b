/** The small state files of a data folder. */
export const stateNames = [
  'settings',
  'accounts',
  'clock',
  'reminders',
  'sandbox',
  'window',
  'vault',
  'notices',
] as const
export type StateName = (typeof stateNames)[number]

/** One small JSON file, written whole and atomically, 0600. Versions are the caller's (`core/kernel/state`). */
export interface StateFile {
  isThere?(): boolean
  /** Its text; `undefined` when there is none. Throws what the system says. */
  read(): Promise<string | undefined>
  write(value: Record<string, unknown>): Promise<void>
  /** Moves an unreadable file out of the way and returns its new name. */
  setAside(): Promise<string>
  /** Copies it as it is, and returns the copy's name. */
  copyAside(): Promise<string>
}
