import type { Stretch } from './drawing.ts'

export type PieceKind = 'life' | 'overlap' | 'lost' | 'sleep'

/** Narrower than this a piece could not be seen. */
const LEAST_WIDTH = 2

const looks: Record<PieceKind, string> = {
  life: 'fill-life',
  overlap: 'fill-life-expiring',
  lost: 'fill-transparent stroke-border-control [stroke-dasharray:3_3]',
  sleep: 'fill-surface-3 stroke-border-strong',
}

/** A stretch of time as a bar. */
export function Piece({ kind, at, y, height }: { kind: PieceKind; at: Stretch; y: number; height: number }) {
  return (
    <rect
      x={`${at.from}%`}
      y={y}
      height={height}
      style={{ width: `max(${LEAST_WIDTH}px, ${at.to - at.from}%)` }}
      className={looks[kind]}
    />
  )
}

/** A moment: a forced refresh is a diamond, a failure a cross, a moved clock a bar across. */
export function Sign({ kind, left, y }: { kind: 'forced' | 'failed' | 'clock-jump'; left: number; y: number }) {
  return (
    <svg aria-hidden x={`${left}%`} y={y} overflow="visible" className="stroke-2" fill="none">
      {kind === 'forced' && <path d="M0-5 5 0 0 5-5 0Z" className="fill-surface stroke-text" />}
      {kind === 'failed' && <path d="M-4-4 4 4M4-4-4 4" strokeLinecap="round" className="stroke-life-expired" />}
      {kind === 'clock-jump' && <path d="M0-7V7" strokeLinecap="round" className="stroke-life-expiring" />}
    </svg>
  )
}
