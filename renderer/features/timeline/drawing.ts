import type { SourceName } from '#contract/pure/credentials/token-source.ts'
import type { TimelineEvent, TimelineToken, TimelineView } from '#contract/timeline.ts'
import { OVERLAP_MS } from '#renderer/model/token-state.ts'

const HOUR_MS = 60 * 60_000
/** Hours that may be drawn: the fewest that hold everything. */
const SPANS = [3, 6, 12, 24]
/** The least future shown, as a part of the hours drawn; more where a token lives on. */
const AHEAD = 1 / 12

const families: SourceName[] = ['stable', 'classic', 'pasted']

/** From and to in percent of the width. */
export interface Stretch {
  from: number
  to: number
}

export interface Bar {
  kind: 'token'
  token: TimelineToken
  /** Consecutive tokens take turns, so that an overlap is seen. */
  row: 0 | 1
  works: Stretch
  /** Old and new both work. */
  overlap?: Stretch
  /** Life it would have had. */
  lost?: Stretch
}

export interface Mark {
  kind: 'event'
  event: TimelineEvent
  /** Of a sleep its whole length. */
  at: Stretch
}

export type Item = Bar | Mark

/** One type's tokens and what happened to them, in order. */
interface Lane {
  family: SourceName
  items: Item[]
}

export interface Drawing {
  hours: number
  lanes: Lane[]
  /** Sleeps and moved clocks concern all tokens. */
  clock: Mark[]
  hourTicks: { at: number; left: number }[]
  now: number
}

/** Lays a timeline out; nothing of it depends on how wide it is drawn. */
export function drawTimeline({ now, tokens, events }: TimelineView): Drawing {
  const first = Math.min(now, ...tokens.map(({ obtainedAt }) => obtainedAt), ...events.map(startOf))
  const hours = SPANS.find((span) => now - span * HOUR_MS <= first) ?? Math.max(...SPANS)
  const start = now - hours * HOUR_MS
  const end = Math.max(now + hours * HOUR_MS * AHEAD, ...tokens.map(({ expiresAt = now }) => expiresAt))
  const percent = (at: number) => Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100))
  const stretch = (from: number, to: number): Stretch => ({ from: percent(from), to: percent(Math.max(from, to)) })
  const mark = (event: TimelineEvent): Mark => ({ kind: 'event', event, at: stretch(startOf(event), event.at) })

  const lanes = families.flatMap((family): Lane[] => {
    const bars = tokens
      .filter((token) => token.family === family)
      .map((token, index) => drawToken(token, index % 2 === 0 ? 0 : 1, now, stretch))
    const marks = events.filter((event) => 'family' in event && event.family === family).map(mark)
    const items = [...bars, ...marks].toSorted((a, b) => momentOf(a) - momentOf(b))
    return items.length > 0 ? [{ family, items }] : []
  })
  return {
    hours,
    lanes,
    clock: events.filter((event) => !('family' in event)).map(mark),
    hourTicks: ticksBetween(start, end, hours).map((at) => ({ at, left: percent(at) })),
    now: percent(now),
  }
}

function startOf(event: TimelineEvent): number {
  return event.kind === 'sleep' ? event.at - event.ms : event.at
}

/** When an item began. */
function momentOf(item: Item): number {
  return item.kind === 'token' ? item.token.obtainedAt : startOf(item.event)
}

function drawToken(token: TimelineToken, row: 0 | 1, now: number, stretch: (from: number, to: number) => Stretch): Bar {
  const { obtainedAt, replacedAt, refused } = token
  const end = token.expiresAt ?? now
  const refusedAt = refused?.at ?? Number.POSITIVE_INFINITY
  const stopped = Math.min(end, overlapEnd(token) ?? end, refusedAt)
  const alone = Math.min(stopped, replacedAt ?? stopped)
  return {
    kind: 'token',
    token,
    row,
    works: stretch(obtainedAt, alone),
    ...(stopped > alone && { overlap: stretch(alone, stopped) }),
    ...(end > stopped && { lost: stretch(stopped, end) }),
  }
}

/** Until when a replaced token worked beside the new one; `undefined` for one that was not replaced. */
export function overlapEnd({ replacedAt, expiresAt, refused }: TimelineToken): number | undefined {
  if (replacedAt === undefined) return undefined
  return Math.min(replacedAt + OVERLAP_MS, expiresAt ?? Infinity, refused?.at ?? Infinity)
}

/** Full hours of the reader's own day, some six of them. */
function ticksBetween(start: number, end: number, hours: number): number[] {
  const step = Math.max(0.5, hours / 6)
  const tick = new Date(start)
  tick.setMinutes(0, 0, 0)
  const ticks: number[] = []
  for (let at = tick.getTime(); at < end; at += step * HOUR_MS) if (at > start) ticks.push(at)
  return ticks
}
