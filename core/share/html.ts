import { PLACEHOLDER } from '#contract/pure/share.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'

/** HTML markup in which all outside text is escaped. */
export interface Html {
  readonly markup: string
}

type Part = string | number | Html | undefined | Part[]

/** A piece of a page: inserted values are escaped unless they are markup made here. */
export function html(parts: TemplateStringsArray, ...values: Part[]): Html {
  const markup = parts.map((part, index) => (index === 0 ? part : markupOf(values[index - 1]) + part)).join('')
  return { markup }
}

/** Text with highlighted placeholders. */
export function marked(text: string): Html {
  const parts = text.split(new RegExp(`(${PLACEHOLDER})`))
  return {
    markup: parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `<mark>${escaped(part)}</mark>`)).join(''),
  }
}

function markupOf(part: Part): string {
  if (part === undefined) return ''
  if (Array.isArray(part)) return part.map(markupOf).join('')
  return typeof part === 'object' ? part.markup : escaped(String(part))
}

/** Attributes are in double quotes. */
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that HTML cannot hold, that are invisible or that change the direction are shown by their codes. */
function escaped(text: string): string {
  return shownText(text, { block: true }).replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}
