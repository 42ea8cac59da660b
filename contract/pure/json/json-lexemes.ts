/** Everything of a JSON text but its blanks. Whether the text is JSON at all is asked elsewhere. */
const lexeme = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]/g

/**
 * The parts of a JSON text, each as it was written: a number keeps its digits, a string its escapes. `undefined` when
 * the text is not JSON.
 */
export function jsonLexemes(text: string): string[] | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  return text.match(lexeme) ?? []
}
