import { initialsOf } from './pinyin.ts'

/** What can be looked for: the words on screen, and the same in other words. */
export interface Searchable {
  label: string
  /** Never shown for a match: the other language's label, an AppID. */
  others: string[]
}

export interface Match {
  /** Higher is better. */
  rank: number
  /** The part of the label that is what was typed; absent when something else of it matched. */
  marked?: { start: number; end: number }
}

/** How `query` is in it: in the label, in its other names, or as pinyin initials; `undefined` when it is not. */
export function matchOf({ label, others }: Searchable, query: string): Match | undefined {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return { rank: 0 }
  const start = label.toLowerCase().indexOf(wanted)
  if (start >= 0) {
    const startsWord = start === 0 || /[\s/]/.test(label[start - 1] ?? '')
    return { rank: start === 0 ? 5 : startsWord ? 4 : 3, marked: { start, end: start + wanted.length } }
  }
  if (others.some((other) => other.toLowerCase().includes(wanted))) return { rank: 2 }
  const typed = wanted.replaceAll(' ', '')
  return [label, ...others].some((name) => initialsOf(name).includes(typed)) ? { rank: 1 } : undefined
}
