export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'blank'

export interface TextToken {
  kind: TokenKind
  text: string
}

/** Everything of a JSON text but its blanks. Whether the text is JSON at all is asked elsewhere. */
const lexeme = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]/g

/**
 * Re-indents JSON without reading its values: numbers, escapes and repeated keys stay as they were written.
 * `undefined` when the text is not JSON.
 */
export function prettyTokens(json: string): TextToken[] | undefined {
  if (!isJson(json)) return undefined
  const tokens: TextToken[] = []
  let depth = 0
  const blank = (text: string) => tokens.push({ kind: 'blank', text })
  const newLine = () => blank(`\n${'  '.repeat(depth)}`)
  const lexemes = json.match(lexeme) ?? []
  for (const [index, text] of lexemes.entries()) {
    const next = lexemes[index + 1]
    if (text === '{' || text === '[') {
      tokens.push({ kind: 'punctuation', text })
      depth += 1
      if (next !== '}' && next !== ']') newLine()
    } else if (text === '}' || text === ']') {
      depth -= 1
      const before = lexemes[index - 1]
      if (before !== '{' && before !== '[') newLine()
      tokens.push({ kind: 'punctuation', text })
    } else if (text === ',') {
      tokens.push({ kind: 'punctuation', text })
      newLine()
    } else if (text === ':') {
      tokens.push({ kind: 'punctuation', text })
      blank(' ')
    } else {
      tokens.push({ kind: kindOf(text, next), text })
    }
  }
  return tokens
}

function kindOf(text: string, next: string | undefined): TokenKind {
  if (text.startsWith('"')) return next === ':' ? 'key' : 'string'
  return /^[-\d]/.test(text) ? 'number' : 'word'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
