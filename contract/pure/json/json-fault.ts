/** Where a text stops being JSON; line and column from 1, columns in UTF-16 units. */
export interface JsonFault {
  line: number
  column: number
}

/** One JSON token from the end of the last one. A malformed string matches up to its fault, unclosed. */
const TOKEN =
  /(?<blank>[ \t\n\r]+)|(?<string>"(?:[^"\\\p{Cc}]+|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*(?<closed>"?))|(?<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|(?<mark>[{}[\],:])/uy

/** What the grammar allows next. */
type Next = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * The first fault of `text` as JSON, `undefined` when there is none. Engines word their messages differently, and none
 * says line and column.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = []
  let next: Next = 'value'
  let at = 0
  const afterValue = (): Next => (open.length > 0 ? 'comma-or-end' : 'nothing')
  const close = (): Next => {
    open.pop()
    return afterValue()
  }

  while (at < text.length) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(text)?.groups
    if (!groups) return placeOf(text, at)
    const start = at
    at = TOKEN.lastIndex
    if (groups.blank !== undefined) continue
    // The rest of the text is the character that a string must not hold, or its end is missing.
    if (groups.string !== undefined && groups.closed === '') return placeOf(text, at)
    const found = followed(groups, next, open.at(-1))
    if (found === undefined) return placeOf(text, start)
    if (found === 'open-object' || found === 'open-array') {
      open.push(found === 'open-object' ? '{' : '[')
      next = found === 'open-object' ? 'key-or-end' : 'value-or-end'
    } else if (found === 'close') next = close()
    else next = found === 'after-value' ? afterValue() : found
  }
  return next === 'nothing' ? undefined : placeOf(text, text.length)
}

type Step = Next | 'open-object' | 'open-array' | 'close' | 'after-value'

/**
 * What follows after a token where `next` is expected inside `inside`; `undefined` when the token cannot stand there.
 */
function followed(
  { string, scalar, mark }: Record<string, string | undefined>,
  next: Next,
  inside: '{' | '[' | undefined,
): Step | undefined {
  const wantsValue = next === 'value' || next === 'value-or-end'
  const wantsKey = next === 'key' || next === 'key-or-end'
  if (string !== undefined && wantsKey) return 'colon'
  if (string !== undefined || scalar !== undefined) return wantsValue ? 'after-value' : undefined
  switch (mark) {
    case '{':
      return wantsValue ? 'open-object' : undefined
    case '[':
      return wantsValue ? 'open-array' : undefined
    case '}':
      return inside === '{' && (next === 'key-or-end' || next === 'comma-or-end') ? 'close' : undefined
    case ']':
      return inside === '[' && (next === 'value-or-end' || next === 'comma-or-end') ? 'close' : undefined
    case ':':
      return next === 'colon' ? 'value' : undefined
    default:
      if (next !== 'comma-or-end') return undefined
      return inside === '{' ? 'key' : 'value'
  }
}

function placeOf(text: string, at: number): JsonFault {
  const before = text.slice(0, at)
  const lines = before.split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
