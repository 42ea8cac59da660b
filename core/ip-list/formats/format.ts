import type { IpListKind } from '#contract/ip-list.ts'
import { type Block, spellBlock } from '#core/kernel/ip/address-set.ts'
import { bitsOf } from '#core/kernel/ip/range.ts'

/** The content to write. The blocks do not overlap and are in numeric order. */
export interface Document {
  kind: IpListKind
  /** Source and time of the list, in one line of printable ASCII. */
  source: string
  /** The list that the changes are based on, in one line of printable ASCII. */
  since?: string
  /** Entries that could not be read, each in one line of printable ASCII. */
  unparsable: string[]
  content: { whole: Block[] } | { add: Block[]; remove: Block[] }
}

/** The writer of one format. */
export interface Format {
  extension: string
  mimeType: string
  write(document: Document): string
}

/** Every block of a document, or all blocks to add. */
export const additions = ({ content }: Document) => ('whole' in content ? content.whole : content.add)
export const removals = ({ content }: Document) => ('whole' in content ? [] : content.remove)
export const isWhole = ({ content }: Document) => 'whole' in content

export const ofFamily = (blocks: Block[], family: 4 | 6) => blocks.filter((block) => block.family === family)

/** Source, time and missing entries, as comment lines. */
export function comments({ source, since, unparsable }: Document, ...more: string[]): string[] {
  return [
    source,
    ...(since === undefined ? [] : [since]),
    ...unparsable.map((entry) => `not read: ${entry}`),
    ...more,
  ].map((line) => `# ${line}`)
}

/** Always with a prefix, for programs that require one. */
export function withPrefix(block: Block): string {
  const text = spellBlock(block)
  return block.prefix === bitsOf(block.family) ? `${text}/${block.prefix}` : text
}

export const lines = (...parts: string[][]) => `${parts.flat().join('\n')}\n`
