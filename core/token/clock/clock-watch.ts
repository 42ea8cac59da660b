import { z } from 'zod'
import { HEARTBEAT_MS } from '#contract/pure/limits.ts'
import { CLOCK_TOLERANCE_MS, type Clock } from '#core/kernel/clock/clock.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'

const clockSchema = z.object({ lastSeenAt: z.number() })
type ClockState = z.infer<typeof clockSchema>

/** The wall clock when it was last saved; epoch ms. */
export const clockSpec: StateSpec<ClockState> = {
  name: 'clock',
  version: 1,
  schema: clockSchema,
  initial: { lastSeenAt: 0 },
}

/** Ticks between two saves of the wall clock. */
const SAVE_EVERY = 6
/** A difference between the clocks, in ms, that no correction of a running clock makes. */
const JUMP_MS = 2_000

export interface ClockWatchDeps {
  clock: Clock
  state: State<ClockState>
  /** Every {@link HEARTBEAT_MS}. */
  onTick(): void
  /** The clocks have jumped, or may have. */
  onMoved(): void
  /** For the timeline: see `TimelineEvent`. */
  onEvent(kind: 'sleep' | 'clock-jump', ms: number): void
}

export interface ClockWatch {
  /** The host reports that the machine has slept. */
  resumed(): void
  close(): void
}

/** Whether the wall clock is earlier than when the console last ran, so that no stored end can be trusted. */
export function isClockBehind(clock: Clock, state: State<ClockState>): boolean {
  return clock.now() < state.get().lastSeenAt - CLOCK_TOLERANCE_MS
}

/**
 * Detects jumps between the wall clock and the monotonic one. A forward jump is a sleep or a clock that was set; only
 * the host can tell which, and has one tick to report a sleep.
 */
export function watchClock({ clock, state, onTick, onMoved, onEvent }: ClockWatchDeps): ClockWatch {
  let wall = clock.now()
  let monotonic = clock.monotonic()
  let ticks = 0
  /** A forward jump that the host may still report as a sleep. */
  let unexplainedMs = 0
  /** The slow drift between the clocks, in ms, since timers were last set. */
  let driftMs = 0

  const save = () => state.set({ lastSeenAt: clock.now() })

  /** Time since the last tick, by the wall clock and beyond the monotonic one. */
  function look(): { passedMs: number; jumpMs: number } {
    const passedMs = clock.now() - wall
    const jumpMs = passedMs - (clock.monotonic() - monotonic)
    wall = clock.now()
    monotonic = clock.monotonic()
    return { passedMs, jumpMs }
  }

  function tick(): void {
    if (unexplainedMs > 0) onEvent('clock-jump', unexplainedMs)
    const { jumpMs } = look()
    const isJump = Math.abs(jumpMs) > JUMP_MS
    unexplainedMs = isJump && jumpMs > 0 ? jumpMs : 0
    if (isJump && jumpMs < 0) onEvent('clock-jump', jumpMs)
    driftMs = isJump ? 0 : driftMs + jumpMs
    const hasDrifted = Math.abs(driftMs) > JUMP_MS
    if (hasDrifted) driftMs = 0
    if (isJump || hasDrifted) onMoved()
    ticks++
    if (isJump || ticks % SAVE_EVERY === 0) save()
    onTick()
  }

  save()
  const stop = clock.every(HEARTBEAT_MS, tick)
  return {
    resumed() {
      const { passedMs, jumpMs } = look()
      // Some monotonic clocks run on through a sleep; only missing ticks show it then.
      const slept = Math.max(unexplainedMs, jumpMs, passedMs > 2 * HEARTBEAT_MS ? passedMs : 0)
      unexplainedMs = 0
      if (slept > JUMP_MS) onEvent('sleep', slept)
      save()
      onMoved()
    },
    close() {
      stop()
      save()
    },
  }
}
