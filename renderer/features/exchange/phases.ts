import type { Phases } from '#contract/exchange.ts'
import type { RequestPhase } from '#contract/problem.ts'

/** In the order they happen. */
const phaseOrder: RequestPhase[] = ['tunnel', 'dns', 'tcp', 'tls', 'send', 'wait', 'download']

/** What a reused connection had done before. */
export const setupPhases: ReadonlySet<RequestPhase> = new Set(['tunnel', 'dns', 'tcp', 'tls'])

export type PhaseTone = 'setup' | 'send' | 'wait' | 'download'

export function toneOf(phase: RequestPhase): PhaseTone {
  return phase === 'send' || phase === 'wait' || phase === 'download' ? phase : 'setup'
}

/** The phases there can be: a proxy looks up the name and connects, and all of that is its tunnel. */
export function phasesOn(proxied: boolean): RequestPhase[] {
  return phaseOrder.filter((phase) => (proxied ? phase !== 'dns' && phase !== 'tcp' : phase !== 'tunnel'))
}

export interface Bar {
  phase: RequestPhase
  /** Ms from the start of the exchange. */
  startMs: number
  durationMs: number
}

/** The phases that happened, one after the other. */
export function barsOf(phases: Phases): Bar[] {
  let startMs = 0
  const bars: Bar[] = []
  for (const phase of phaseOrder) {
    const durationMs = phases[phase]
    if (durationMs === undefined) continue
    bars.push({ phase, startMs, durationMs })
    startMs += durationMs
  }
  return bars
}

/** A round span with four equal parts that holds `totalMs`. */
export function axisSpan(totalMs: number): number {
  const least = Math.max(totalMs, 4) / 4
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= least) ?? 10
  return step * power * 4
}

/** Ms that the tiny bar of a row shows; what is longer is clipped. */
export const ROW_BAR_MS = 220

/** The bars of a row, clipped to what it can show; neighbours of one tone are one. */
export function rowBars(phases: Phases): { tone: PhaseTone; startMs: number; endMs: number }[] {
  const merged: { tone: PhaseTone; startMs: number; endMs: number }[] = []
  for (const { phase, startMs, durationMs } of barsOf(phases)) {
    const endMs = Math.min(ROW_BAR_MS, startMs + durationMs)
    if (startMs >= ROW_BAR_MS || endMs <= startMs) continue
    const last = merged.at(-1)
    if (last?.tone === toneOf(phase)) last.endMs = endMs
    else merged.push({ tone: toneOf(phase), startMs, endMs })
  }
  return merged
}
