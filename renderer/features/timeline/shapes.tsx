import { useTranslation } from 'react-i18next'
import type { Stretch } from './drawing.ts'

type PieceKind = 'life' | 'overlap' | 'lost' | 'sleep'

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

/** What the shapes of the drawing mean. */
export function Legend() {
  const { t } = useTranslation('timeline')
  return (
    <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 border-t border-border pt-3 text-small text-text-2">
      {(['life', 'overlap', 'lost', 'sleep'] as const).map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <svg aria-hidden width={24} height={12}>
            <Piece kind={kind} at={{ from: 0, to: 100 }} y={1} height={10} />
          </svg>
          {t(`legend.${kind}`)}
        </li>
      ))}
      {(['forced', 'failed'] as const).map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <svg aria-hidden width={12} height={12}>
            <Sign kind={kind} left={50} y={6} />
          </svg>
          {t(`legend.${kind}`)}
        </li>
      ))}
    </ul>
  )
}
