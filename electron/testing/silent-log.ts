import { type Mock, vi } from 'vitest'
import type { Log } from '#core/kernel/log/log.ts'

/** A log that only remembers. */
export function silentLog(): { [Level in keyof Log]: Mock<Log[Level]> } {
  return { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
}
