import { OVERLAP_MS, scaleMs } from '#renderer/model/token-state.ts'

/** Ticks of a full turn. Tick 0 stands right of 12 o'clock; time runs clockwise and ends at 12. */
export const TICKS = 120

const DEGREES = 360 / TICKS

/**
 * `spent`: used up · `alive`: left · `overlap`: left, and a new token works beside it · `hollow`: life it never had ·
 * `unknown`: nobody here knows.
 */
export type TickKind = 'spent' | 'alive' | 'overlap' | 'hollow' | 'unknown'

export interface Dial {
  ticks: TickKind[]
  /** Where the current tick is, in degrees from 12; absent when nothing runs. */
  hand?: number
  /** Where a life ended early, in degrees from 12. */
  cut?: number
}

/** Milliseconds of one tick. */
export function tickMs(lifetimeMs: number): number {
  return scaleMs(lifetimeMs) / TICKS
}

/** Angle of a tick's middle. */
export function tickDegrees(index: number): number {
  return (index + 0.5) * DEGREES
}

const draw = (kind: (index: number) => TickKind): TickKind[] => Array.from({ length: TICKS }, (_, index) => kind(index))

/** No token, or a dead one: all ticks spent. */
export const emptyDial: Dial = { ticks: draw(() => 'spent') }

/** A token whose life is not known: every other tick, so that it looks like no other state. */
export const unknownDial: Dial = { ticks: draw((index) => (index % 2 === 0 ? 'unknown' : 'hollow')) }

/** First tick of the part of the scale that `ms` before its end begins in. */
function firstTick(ms: number, tick: number): number {
  return TICKS - Math.min(TICKS, Math.ceil(ms / tick))
}

/** A token with `ticksLeft` ticks of life on a scale of `tick` ms each. */
export function livingDial(ticksLeft: number, tick: number): Dial {
  if (ticksLeft <= 0) return emptyDial
  const current = TICKS - Math.min(TICKS, ticksLeft)
  const overlap = firstTick(OVERLAP_MS, tick)
  return {
    ticks: draw((index) => (index < current ? 'spent' : index < overlap ? 'alive' : 'overlap')),
    hand: tickDegrees(current),
  }
}

/**
 * A token refused with `remainingMs` of its life left. WeChat keeps the old one working for five minutes,
 * so it was replaced at the latest that long before: the cut is there, and those five minutes are amber.
 */
export function supersededDial(remainingMs: number, lifetimeMs: number): Dial {
  const tick = tickMs(lifetimeMs)
  const refused = firstTick(remainingMs, tick)
  const replaced = firstTick(Math.min(lifetimeMs, remainingMs + OVERLAP_MS), tick)
  return {
    ticks: draw((index) => (index < replaced ? 'spent' : index < refused ? 'overlap' : 'hollow')),
    cut: replaced * DEGREES,
  }
}
