import type { Span } from './spans.ts'
import { readUnits } from './units.ts'

/** Looks for many values in one pass, however each of their characters is written. */
export interface ValueTrie {
  add(secret: string): void
  find(text: string): Span[]
}

interface Node {
  next: Map<number, Node>
  secrets: string[]
}

/** Two values that differ in nothing but their escapes are one to it. */
export function createValueTrie(): ValueTrie {
  const root: Node = { next: new Map(), secrets: [] }

  function insert(secret: string, form: string): void {
    const { codes, ends } = readUnits(form)
    let node = root
    for (let at = 0; at < form.length; at = ends[at] ?? form.length) {
      const code = codes[at] ?? 0
      let next = node.next.get(code)
      if (!next) {
        next = { next: new Map(), secrets: [] }
        node.next.set(code, next)
      }
      node = next
    }
    if (!node.secrets.includes(secret)) node.secrets.push(secret)
  }

  return {
    add(secret) {
      insert(secret, secret)
      // As UTF-8 bytes, one character each.
      insert(secret, Buffer.from(secret).toString('latin1'))
    },
    find(text) {
      const { codes, ends } = readUnits(text)
      const spans: Span[] = []
      const lastEnds = new Map<string, number>()
      for (let start = 0; start < text.length; start++) {
        let node = root.next.get(codes[start] ?? 0)
        let end = ends[start] ?? text.length
        while (node) {
          for (const secret of node.secrets) {
            if (start < (lastEnds.get(secret) ?? 0)) continue
            lastEnds.set(secret, end)
            spans.push({ start, end, secret })
          }
          if (end >= text.length) break
          node = node.next.get(codes[end] ?? 0)
          end = ends[end] ?? text.length
        }
      }
      return spans
    },
  }
}
