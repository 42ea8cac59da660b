import type { Span } from './spans.ts'

/** Runs of letters, and escapes, mean something else when they are cut. */
const belongsToWord = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-\\%&#;=') {
  belongsToWord[character.charCodeAt(0)] = 1
}

/** Of a value that goes on: enough of it for every rule to recognise it again. */
export const RECOGNISED = 64
/** How many times `longest` a match that begins at `least` is waited for. */
const PATIENCE = 8

/**
 * Where a window may be cut, at most at `limit` and as little before it as possible, so that what is right of the cut
 * is found to be the same without what is left of it: outside of every match and what it needs before its value, and
 * not within a word. Where there is no such place after `least`, a word may be cut; then a match that is longer than
 * `longest`, which only the values of keys and shapes are. `least` itself means: not yet.
 */
export function cutPlace(bytes: Uint8Array, matches: Span[], least: number, limit: number, longest: number): number {
  if (limit <= least) return least
  const ranges = matches.map(({ from, start, end }) => ({ start: from ?? start, end }))
  const between = outside(ranges, limit, (at) => beginOfWord(bytes, at, least), least)
  if (between > least) return between
  const within = outside(ranges, limit, (at) => at, least)
  if (within > least) return within
  // Of a longer one what it is recognised by stays together.
  const short = matches.map(({ from, start, end }) => {
    const range = { start: from ?? start, end }
    return end - range.start <= longest ? range : { ...range, end: start + RECOGNISED }
  })
  const through = outside(short, limit, (at) => at, least)
  if (through > least) return through
  return limit - least < PATIENCE * longest ? least : limit
}

/** The last place up to `limit` that no range contains and that stays where it is under `retreat`. */
function outside(ranges: Span[], limit: number, retreat: (at: number) => number, least: number): number {
  // What was passed begins after the place, which only falls; what has not been may contain it once it has fallen.
  const sorted = [...ranges].sort((a, b) => b.end - a.end)
  let place = limit
  for (let next = 0; ; ) {
    const before = place
    place = retreat(place)
    for (let range = sorted[next]; range && range.end > place; range = sorted[++next]) {
      place = Math.min(place, range.start)
    }
    if (place === before || place <= least) return place
  }
}

function beginOfWord(bytes: Uint8Array, at: number, least: number): number {
  let place = at
  while (place > least && belongsToWord[bytes[place - 1] ?? 0]) place--
  return place
}
