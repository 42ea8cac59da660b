/** An atom of a pattern that is not a group: an escape, a class, a character. */
const ATOM =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|[^\\[()|^$]/suy
const GROUP_MARKS = new Set('()|^$')
// The original `RegExp`, before counting begins.
const { exec } = RegExp.prototype
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y

/**
 * The same pattern with an empty look-ahead in each loop. V8 does not count backtracks in a loop over single
 * characters; with another element in it, it does.
 */
export function withCountedLoops(source: string): string {
  let counted = ''
  for (let at = 0; at < source.length; ) {
    ATOM.lastIndex = at
    const atom = exec.call(ATOM, source)?.[0] ?? source.charAt(at)
    at += atom.length
    QUANTIFIER.lastIndex = at
    const loop = exec.call(QUANTIFIER, source)?.[0] ?? ''
    if (loop === '' || atom === '(') counted += atom
    else {
      counted += GROUP_MARKS.has(atom) ? `(?=)${atom}${loop}` : `(?:${atom}(?=))${loop}`
      at += loop.length
    }
  }
  return counted
}
