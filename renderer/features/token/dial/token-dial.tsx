import { clsx } from 'clsx'
import { useId, useState } from 'react'
import type { TokenState, TokenView } from '#contract/token.ts'
import {
  type Dial,
  emptyDial,
  livingDial,
  supersededDial,
  type TickKind,
  tickDegrees,
  tickMs,
  unknownDial,
} from './dial.ts'
import './token-dial.css'
import { mediaQueryHook } from '#renderer/lib/media-query.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { OVERLAP_MS } from '#renderer/model/token-state.ts'
import { radialPath } from '#renderer/ui/figures/radial-path.ts'

const tickClasses: Record<TickKind, string> = {
  spent: 'stroke-life-spent stroke-[2.4]',
  alive: 'stroke-life stroke-[3.2]',
  overlap: 'stroke-life-expiring stroke-[3.2]',
  hollow: 'stroke-text-3 stroke-[1.6] opacity-75',
  unknown: 'stroke-life stroke-[2.4]',
}

/** Where a tick of each kind begins and ends. */
const radii: Record<TickKind, [from: number, to: number]> = {
  spent: [104, 120],
  alive: [104, 120],
  overlap: [104, 120],
  hollow: [110, 114],
  unknown: [106, 118],
}

const FINE_RADIUS = 97.5
const CHASE_TICKS = [114, 115, 116, 117, 118, 119]

/** How the token's life stands, as a clock; everything it says is also said in words beside it. */
export function TokenDial({
  view,
  receivedAt,
  state,
  fetching,
}: {
  view: TokenView
  receivedAt: number
  state: TokenState
  /** Nothing lives and WeChat is being asked. */
  fetching: boolean
}) {
  const { remainingMs, lifetimeMs } = view.life ?? noLife
  const reading = { remainingMs, receivedAt }
  const tick = tickMs(lifetimeMs)
  const ticksLeft = useStepsLeft(reading, tick)
  const dial = fetching ? emptyDial : dialOf(view, state, ticksLeft, tick)
  return (
    <svg aria-hidden viewBox="0 0 256 256" fill="none" className="block size-full overflow-visible">
      <Ticks dial={dial} obtainedAt={view.obtainedAt} />
      {state !== 'expiring' &&
        [90, 180, 270].map((degrees) => (
          <circle key={degrees} {...pointAt(degrees, 97)} r={1.25} className="fill-text-3" />
        ))}
      {fetching && (
        <g className="dial-chase stroke-text-2 stroke-[3.2]">
          {CHASE_TICKS.map((index) => (
            <path key={index} d={radialPath(tickDegrees(index), 104, 120)} opacity={(index - 113) / 6} />
          ))}
        </g>
      )}
      {!fetching && state === 'expiring' && <FineRing reading={reading} />}
      {!fetching && state === 'expired' && <Mark degrees={0} from={94} to={128} className="stroke-life-expired" />}
      {dial.cut !== undefined && <Mark degrees={dial.cut} from={94} to={128} className="stroke-life-expired" />}
      {dial.hand !== undefined && <Mark degrees={dial.hand} from={96} to={124} className="stroke-text" />}
    </svg>
  )
}

const noLife = { remainingMs: 0, lifetimeMs: 0 }

function dialOf(view: TokenView, state: TokenState, ticksLeft: number, tick: number): Dial {
  if (view.state === 'superseded') return supersededDial(view.refused.remainingMs, (view.life ?? noLife).lifetimeMs)
  if (state === 'unverified' || (state === 'live' && !view.life)) return unknownDial
  return state === 'live' || state === 'expiring' ? livingDial(ticksLeft, tick) : emptyDial
}

function pointAt(degrees: number, radius: number): { cx: number; cy: number } {
  const angle = ((degrees - 90) * Math.PI) / 180
  return { cx: 128 + radius * Math.cos(angle), cy: 128 + radius * Math.sin(angle) }
}

function Mark({ degrees, from, to, className }: { degrees: number; from: number; to: number; className: string }) {
  return <path d={radialPath(degrees, from, to)} strokeLinecap="round" className={clsx('stroke-[2.5]', className)} />
}

/** All ticks; when another token comes, those it has are uncovered from the hand on. */
function Ticks({ dial, obtainedAt }: { dial: Dial; obtainedAt: number | undefined }) {
  const mask = useId()
  const [first] = useState(obtainedAt)
  const renewed = obtainedAt !== first && dial.hand !== undefined
  const path = (kind: TickKind, index: number) => (
    <path key={index} d={radialPath(tickDegrees(index), ...radii[kind])} className={tickClasses[kind]} />
  )
  return (
    <>
      {renewed && (
        <mask id={mask} maskUnits="userSpaceOnUse" x={0} y={0} width={256} height={256}>
          <circle
            key={obtainedAt}
            cx={128}
            cy={128}
            r={112}
            pathLength={1}
            strokeDasharray="1 1"
            stroke="white"
            strokeWidth={24}
            transform={`rotate(${(dial.hand ?? 0) - 91.5} 128 128)`}
            className="dial-refill"
          />
        </mask>
      )}
      {renewed && <g>{emptyDial.ticks.map(path)}</g>}
      <g {...(renewed && { mask: `url(#${mask})` })}>{dial.ticks.map(path)}</g>
    </>
  )
}

const FINE_STEP_MS = { moving: 1000, reduced: 10_000 }
const useReducedMotion = mediaQueryHook('(prefers-reduced-motion: reduce)')

/** The last five minutes, in seconds. */
function FineRing({ reading }: { reading: { remainingMs: number; receivedAt: number } }) {
  const stepMs = useReducedMotion() ? FINE_STEP_MS.reduced : FINE_STEP_MS.moving
  const left = Math.min(1, (useStepsLeft(reading, stepMs) * stepMs) / OVERLAP_MS)
  const ring = { cx: 128, cy: 128, r: FINE_RADIUS }
  return (
    <>
      <circle {...ring} className="stroke-border stroke-[2.5]" />
      <circle
        {...ring}
        pathLength={1}
        strokeDasharray="1 1"
        strokeDashoffset={left - 1}
        transform="rotate(-90 128 128)"
        className="stroke-life-expiring stroke-[2.5]"
      />
    </>
  )
}
