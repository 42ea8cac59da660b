/** The tokens of a JSON text, without blanks; does not check the grammar. */
const lexeme = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]/g

/**
 * The tokens of a JSON text as written: a number keeps its digits, a string its escapes. `undefined` when the text is
 * not JSON.
 */
export function jsonLexemes(text: string): string[] | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  return text.match(lexeme) ?? []
}
