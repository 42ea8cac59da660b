import { PLACEHOLDER } from '../../contract/pure/hand-over.ts'

/** Markup, where everything that came from outside is escaped. */
export interface Html {
  readonly markup: string
}

type Part = string | number | Html | undefined | Part[]

/** A piece of a page: what is put in is text, unless it is markup made here. */
export function html(parts: TemplateStringsArray, ...values: Part[]): Html {
  const markup = parts.map((part, index) => (index === 0 ? part : markupOf(values[index - 1]) + part)).join('')
  return { markup }
}

/** Text with the placeholders of secrets set apart. */
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

/** Control characters that HTML cannot hold are shown as their picture. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, pictureOf)
}

function pictureOf(control: string): string {
  const code = control.charCodeAt(0)
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD'
}
