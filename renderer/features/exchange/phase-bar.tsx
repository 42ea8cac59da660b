import type { Phases } from '#contract/exchange.ts'
import { type PhaseTone, ROW_BAR_MS, rowBars } from './phases.ts'

export const toneClasses: Record<PhaseTone, string> = {
  setup: 'fill-phase-setup',
  send: 'fill-phase-send',
  wait: 'fill-phase-wait',
  download: 'fill-phase-download',
}

const WIDTH = 40
const at = (ms: number) => (ms / ROW_BAR_MS) * WIDTH

/** Where the time of an exchange went, too small to read and good to compare. */
export function PhaseBar({ phases }: { phases: Phases | undefined }) {
  return (
    <svg aria-hidden width={WIDTH} height={4} className="shrink-0 rounded-xs bg-surface-3">
      {phases &&
        rowBars(phases).map(({ tone, startMs, endMs }) => (
          <rect
            key={startMs}
            x={at(startMs)}
            width={Math.max(1, at(endMs - startMs))}
            height={4}
            className={toneClasses[tone]}
          />
        ))}
    </svg>
  )
}
