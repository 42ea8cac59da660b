import type { Normal } from '#core/kernel/redaction/normal/normalise.ts'
import { endOf, startOf } from '#core/kernel/redaction/normal/units.ts'

/** The name of a secret; `reaches: 'line'` where the rest of the line is secret, as in a header. */
export interface Key {
  words: string[]
  reaches?: 'line'
}

/** Last words of a name: `component_access_token`, `appSecret`, `ComponentVerifyTicket`, `EncodingAESKey`. */
export const keys: Key[] = [
  { words: ['access', 'token'] },
  { words: ['refresh', 'token'] },
  { words: ['secret'] },
  { words: ['ticket'] },
  { words: ['session', 'key'] },
  { words: ['aes', 'key'] },
  { words: ['auth', 'code'] },
  { words: ['authorization', 'code'] },
  { words: ['permanent', 'code'] },
  { words: ['password'] },
  { words: ['passwd'] },
  { words: ['passphrase'] },
  { words: ['authorization'], reaches: 'line' },
  { words: ['cookie'], reaches: 'line' },
]

const names = keys.map(({ words }) => words.join(''))

/** Whether a field of this name holds a secret: as above, in any case and with anything between its words. */
export function namesSecret(field: string): boolean {
  const letters = field.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return names.some((name) => letters.endsWith(name))
}

/** Names in JSON, queries, forms, headers, XML and programs: in one word, or with `_` or `-` between. */
export const spellingsOf = ({ words }: Key): string[] => [...new Set(['', '_', '-'].map((by) => words.join(by)))]

/** A key found in a normal text: units `first` to `end`; `from` is where it begins in the bytes. */
export interface KeyMatch {
  from: number
  first: number
  end: number
  /** The value may have blanks, and ends with the line. */
  reachesLineEnd: boolean
}

/** Where the value of a key begins: its first unit. */
export interface Opening {
  at: number
  /** `quoted`: the unit before it is the quote · `nested`: in an array or an object · `element`: it ends with `<`. */
  kind: 'bare' | 'quoted' | 'nested' | 'element'
  /** Shortest value in bytes; a shorter one is more likely prose. */
  least: number
}

// For normal text: lower case, `-` as `+` and `_` as `/`, without blanks and escapes.
const separator = /\\*(?<close>["'`\])]{0,3})(?<by>:=|=>|=(?!=)|:|;s:\d{1,7}:(?="))>?/y
/** PHP writes the length of a string before it, Python its kind. */
const opener = /(?:string\(\d{1,7}\)|[ub](?=["']))?(?<brackets>[[{(]*)\\*(?<quote>["'`]?)/y
/** `"name":"access_token"` and what follows it. */
const beforeName = /(?:name|key|id|header|field|param|parameter)\\*["']?[:=]\\*["'][\w+/:.]{0,60}$/
const valueOfName = /\\*["'](?:[^{}<>[\]]{0,300}?["',;])?val(?:ue)?\\*["']?[:=]/y
const textOfName = /\\*["'][^<>]{0,200}>(?:<!\[cdata\[)?/y
/** `["Authorization","Bearer …"]`; a list of names has no digits. */
const beforePair = /[[(,{]\\*["'][\w+/:.]{0,60}$/
const valueOfPair = /\\*["'],(?=\\*["'](?=[^"'\\]{0,200}\d)[^"'\\]{16})/y
/** `<access_token>` */
const beforeElement = /<[^<>"'=&?!]{0,60}$/
const afterElement = /[^<>]{0,200}?>(?:<!\[cdata\[)?/y
/** `<name>access_token</name><value>` */
const beforeNameElement = /<(?:name|key|param)[^<>]{0,100}>[^<>]{0,60}$/
const valueElement = /<\/[^<>]{0,60}><(?:value|val|string)[^<>]{0,100}>(?:<!\[cdata\[)?/y
const BEFORE = 160

/** Where the value of a key begins, in any notation; `undefined` when no value follows. */
export function openingAfter(normal: Normal, text: string, { first, end }: KeyMatch): Opening | undefined {
  const at = end - normal.first
  const found = matchAt(separator, text, at)
  if (found) return opened(normal, text, separator.lastIndex, isProse(found) ? 8 : 1)
  const before = text.slice(Math.max(0, first - normal.first - BEFORE), first - normal.first)
  const isWhole = text[at] === '>' || endOf(normal.runs, end - 1) !== startOf(normal.runs, end)
  const isElement =
    (isWhole && beforeElement.test(before) && matchAt(afterElement, text, at) && afterElement) ||
    (text[at] === '<' && beforeNameElement.test(before) && matchAt(valueElement, text, at) && valueElement)
  if (isElement) return element(normal, isElement.lastIndex)
  if (beforePair.test(before) && matchAt(valueOfPair, text, at)) return opened(normal, text, valueOfPair.lastIndex, 1)
  if (!beforeName.test(before)) return undefined
  if (matchAt(valueOfName, text, at)) return opened(normal, text, valueOfName.lastIndex, 1)
  return matchAt(textOfName, text, at) ? element(normal, textOfName.lastIndex) : undefined
}

const isProse = ({ groups }: RegExpExecArray) => groups?.by === ':' && groups.close === ''

const element = (normal: Normal, at: number): Opening => ({ at: normal.first + at, kind: 'element', least: 1 })

function opened(normal: Normal, text: string, from: number, least: number): Opening {
  const groups = matchAt(opener, text, from)?.groups
  const at = normal.first + opener.lastIndex
  if (groups?.brackets && groups.brackets !== '(') {
    return { at: at - (groups.quote === '' ? 0 : 1), kind: 'nested', least }
  }
  return { at, kind: groups?.quote ? 'quoted' : 'bare', least: groups?.quote ? 1 : least }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
