import type { TokenState } from '#contract/token.ts'

export type RingStatus = TokenState | 'sandbox'

const RADIUS = 7.5
/** Shorter than this an arc is a dot. */
const LEAST_SHARE = 0.1

/** A token's life at a glance: an arc that shortens clockwise towards 12, a cross when it is expired or superseded. */
export function MiniRing({ status, share }: { status: RingStatus; share: number }) {
  const left = Math.max(LEAST_SHARE, Math.min(1, share))
  const circle = { cx: 10, cy: 10, r: RADIUS }
  return (
    <svg
      aria-hidden
      data-life={status}
      viewBox="0 0 20 20"
      fill="none"
      className="size-5 shrink-0 stroke-[2.5] in-data-lost:grayscale in-data-lost:opacity-60"
    >
      <circle
        {...circle}
        {...(status === 'unverified' && { strokeDasharray: '2 2.7' })}
        className={status === 'unverified' ? 'stroke-life' : 'stroke-border-strong'}
      />
      {(status === 'live' || status === 'expiring' || status === 'sandbox') && (
        <circle
          {...circle}
          pathLength={1}
          strokeDasharray={`${left} 1`}
          transform={`rotate(${270 - left * 360} 10 10)`}
          className="stroke-life"
        />
      )}
      {(status === 'expired' || status === 'superseded') && (
        <path d="M7.6 7.6l4.8 4.8M12.4 7.6l-4.8 4.8" strokeLinecap="round" className="stroke-life stroke-[1.75]" />
      )}
    </svg>
  )
}
