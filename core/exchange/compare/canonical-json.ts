import { jsonLexemes } from '#contract/pure/json/json-lexemes.ts'

type Node = string | { items: Node[] } | { members: Member[] }
interface Member {
  key: string
  value: Node
}

/** Limits of depth, and of growth by indenting; a text beyond them is compared as it is. */
const MAX_DEPTH = 200
const MAX_INDENTS = 32 * 1024 * 1024

/**
 * JSON as lines that are equal for two texts of one meaning: one entry a line, sorted keys. Numbers and escapes stay as
 * written; repeated keys all stay, in their order. `undefined` when the text is not JSON.
 */
export const canonicalJson = (text: string) => jsonLines(text, sorted)

/** JSON one entry a line, in the original order; otherwise as {@link canonicalJson}. */
export const prettyJson = (text: string) => jsonLines(text, (members) => members)

function jsonLines(text: string, order: (members: Member[]) => Member[]): string[] | undefined {
  const lexemes = jsonLexemes(text)
  if (!lexemes) return undefined
  const depth = depthOf(lexemes)
  // At most one line for each lexeme, and one indent for each level of it.
  if (depth > MAX_DEPTH || depth * lexemes.length > MAX_INDENTS) return undefined
  const [root] = readNode(lexemes, 0)
  const lines: string[] = []
  write(root, { indent: '', before: '', after: '' }, order, lines)
  return lines
}

function depthOf(lexemes: string[]): number {
  let depth = 0
  let deepest = 0
  for (const lexeme of lexemes) {
    if (lexeme === '{' || lexeme === '[') deepest = Math.max(deepest, ++depth)
    else if (lexeme === '}' || lexeme === ']') depth -= 1
  }
  return deepest
}

/** The value that begins at a position, and the position after it. The lexemes are those of valid JSON. */
function readNode(lexemes: string[], at: number): [Node, number] {
  const first = lexemes[at] ?? ''
  let place = at + 1
  if (first === '[') {
    const items: Node[] = []
    while (place < lexemes.length && lexemes[place] !== ']') {
      const [item, next] = readNode(lexemes, place)
      items.push(item)
      place = lexemes[next] === ',' ? next + 1 : next
    }
    return [{ items }, place + 1]
  }
  if (first !== '{') return [first, place]
  const members: Member[] = []
  while (place < lexemes.length && lexemes[place] !== '}') {
    const key = lexemes[place] ?? ''
    // After the key there is a colon.
    const [value, next] = readNode(lexemes, place + 2)
    members.push({ key, value })
    place = lexemes[next] === ',' ? next + 1 : next
  }
  return [{ members }, place + 1]
}

interface Place {
  indent: string
  /** The key, and what follows the value. */
  before: string
  after: string
}

function write(node: Node, place: Place, order: (members: Member[]) => Member[], lines: string[]): void {
  const { indent, before, after } = place
  if (typeof node === 'string') {
    lines.push(`${indent}${before}${node}${after}`)
    return
  }
  const [open, close, entries] =
    'items' in node
      ? ['[', ']', node.items.map((value) => ({ before: '', value }))]
      : ['{', '}', order(node.members).map(({ key, value }) => ({ before: `${key}: `, value }))]
  if (entries.length === 0) {
    lines.push(`${indent}${before}${open}${close}${after}`)
    return
  }
  lines.push(`${indent}${before}${open}`)
  for (const [index, entry] of entries.entries()) {
    const inner = { indent: `${indent}  `, before: entry.before, after: index < entries.length - 1 ? ',' : '' }
    write(entry.value, inner, order, lines)
  }
  lines.push(`${indent}${close}${after}`)
}

/** Sorted by decoded key; equal keys keep their order. */
function sorted(members: Member[]): Member[] {
  return members
    .map((member) => ({ member, name: String(JSON.parse(member.key)) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ member }) => member)
}
