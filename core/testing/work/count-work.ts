import { setFlagsFromString } from 'node:v8'
import { withCountedLoops } from './counted-loops.ts'

/**
 * Counts a function's work on text in steps instead of time: a step is one backtrack of a regular expression, one
 * character passed to a method of a string or an array, or one argument of `Math.min` and `max`. The number is the same
 * on every machine and under any load, up to a factor of two for regular expressions.
 */
export function countWork(run: () => unknown): number {
  let steps = 0
  const add = (more: number) => {
    steps += more
  }
  const restore = [
    countRegExps(add),
    // A slice costs no more than its own length.
    countCalls(String.prototype, 'slice', (_, _given, made) => add(String(made).length + 1)),
    ...stringMethods.map((name) => countCalls(String.prototype, name, (text) => add(String(text).length + 1))),
    ...arrayMethods.map((name) => countCalls(Array.prototype, name, (list) => add((list as unknown[]).length + 1))),
    ...(['min', 'max'] as const).map((name) => countCalls(Math, name, (_, given) => add(given.length))),
  ]
  try {
    run()
  } finally {
    for (const undo of restore) undo()
  }
  return steps
}

const stringMethods = [
  'split',
  'indexOf',
  'includes',
  'startsWith',
  'endsWith',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'repeat',
  'replace',
  'replaceAll',
  'match',
  'matchAll',
  'search',
  'normalize',
] as const
const arrayMethods = ['map', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'join', 'sort', 'slice'] as const

type Method = (this: unknown, ...given: unknown[]) => unknown

type Count = (receiver: unknown, given: unknown[], made: unknown) => void

/** Replaces a method by a counting one; returns the function that restores it. */
function countCalls(owner: object, name: string, count: Count): () => void {
  const original = Reflect.get(owner, name) as Method
  const counting: Method = function (...given) {
    const made = original.apply(this, given)
    count(this, given, made)
    return made
  }
  Reflect.set(owner, name, counting)
  return () => void Reflect.set(owner, name, original)
}

/** V8's own option to stop a regular expression after this many backtracks; its tests use it. */
const limited: (source: string, flags: string, limit: number) => RegExp = (() => {
  setFlagsFromString('--allow-natives-syntax')
  try {
    return new Function('s', 'f', 'n', 'return %NewRegExpWithBacktrackLimit(s, f, n)') as typeof limited
  } finally {
    setFlagsFromString('--no-allow-natives-syntax')
  }
})()

const { exec } = RegExp.prototype
const twins = new Map<string, RegExp>()

/** All other methods of a regular expression call `exec`, once it has been replaced. */
function countRegExps(add: (steps: number) => void): () => void {
  RegExp.prototype.exec = function (this: RegExp, text) {
    const from = this.lastIndex
    const found = exec.call(this, text)
    const start = this.global || this.sticky ? from : 0
    const end = found ? found.index + found[0].length : text.length
    add(stepsBack(this, text, from) + (this.sticky && !found ? 1 : end - start))
    return found
  }
  return () => {
    RegExp.prototype.exec = exec
  }
}

/** The smallest sufficient power of two. */
function stepsBack({ source, flags, sticky }: RegExp, text: string, from: number): number {
  for (let limit = 8; ; limit *= 2) {
    // One more alternative, which matches where nothing else did: so `null` means that the limit was reached.
    const twin = twinOf(source, sticky ? '' : '(?![^])', flags, limit)
    twin.lastIndex = from
    if (exec.call(twin, text)) return limit
    if (limit > 2 ** 34) throw new Error(`/${source}/ never ends on ${text.length} characters`)
  }
}

function twinOf(source: string, last: string, flags: string, limit: number): RegExp {
  const key = `${limit}/${flags}/${source}`
  const known = twins.get(key)
  if (known) return known
  const made = limited(`(?:${withCountedLoops(source)})|${last}`, flags, limit)
  twins.set(key, made)
  return made
}
