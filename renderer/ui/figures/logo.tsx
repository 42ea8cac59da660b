import { radialPath } from './radial-path.ts'

const TICKS = 20
const SPENT = 6
const path = (index: number) => radialPath(((index + 0.5) * 360) / TICKS, 72, 118)
const indexes = Array.from({ length: TICKS }, (_, index) => index)

/** The console's mark: a token's ring with a third of its life spent. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 256 256" className="size-5 shrink-0 stroke-[21]">
      <path d={indexes.slice(0, SPENT).map(path).join('')} className="stroke-border-strong" />
      <path d={indexes.slice(SPENT).map(path).join('')} className="stroke-life-live" />
    </svg>
  )
}
