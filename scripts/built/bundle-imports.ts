import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseAst } from 'vite'

/** Built files do not change while they are looked at, and are slow to parse. */
const known = new Map<string, string[]>()

/** Every specifier a built file imports or requires, whether static or dynamic; words in text do not count. */
export function specifiersOf(file: string): string[] {
  const specifiers = known.get(file) ?? readSpecifiers(file)
  known.set(file, specifiers)
  return specifiers
}

function readSpecifiers(file: string): string[] {
  const found = new Set<string>()
  visit(parseAst(readFileSync(file, 'utf8')), (node) => {
    const source =
      node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require'
        ? (node.arguments as unknown[])[0]
        : node.source
    if (isNode(source) && typeof source.value === 'string') found.add(source.value)
  })
  return [...found]
}

/** A built file with all built files it leads to. */
export function reachableFrom(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  for (const specifier of specifiersOf(entry)) {
    if (specifier.startsWith('.')) reachableFrom(resolve(dirname(entry), specifier), seen)
  }
  return seen
}

type Node = Record<string, unknown> & { type: string }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Without recursion: minified files nest deeply. */
function visit(root: unknown, see: (node: Node) => void): void {
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (isNode(value)) see(value)
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value))
  }
}
