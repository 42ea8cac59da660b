/** The outer structure of a JSON text. */
export interface JsonOutline {
  /** Depth of nested objects and arrays; 0 for a single value. */
  depth: number
  /** Keys of the outermost object in order, decoded; a repeated key is listed again. */
  keys: string[]
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]

/**
 * Reads valid JSON once from front to back, without recursion: a recursive reader, as `JSON.stringify` is,
 * runs out of stack on a text that is nested a few thousand deep.
 */
export function outlineOf(json: string): JsonOutline {
  const keys: string[] = []
  let depth = 0
  let deepest = 0
  /** The last string of the outermost object. */
  let outer: string | undefined
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(json, at)
      outer = depth === 1 ? json.slice(at, end) : undefined
      at = end - 1
    } else if (code === COLON && depth === 1 && outer !== undefined) {
      keys.push(String(JSON.parse(outer)))
      outer = undefined
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++
      deepest = Math.max(deepest, depth)
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return { depth: deepest, keys }
}

/** Index behind the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at + 1
}
