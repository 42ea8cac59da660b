import { type Block, spellBlock } from '#core/kernel/ip/address-set.ts'
import { bitsOf } from '#core/kernel/ip/range.ts'
import { additions, comments, type Document, type Format, isWhole, lines, removals } from './format.ts'

/** One block per line; changes begin with `+` or `-`. */
export const plain: Format = {
  extension: 'txt',
  mimeType: 'text/plain',
  write(document) {
    const sign = isWhole(document) ? '' : '+'
    return lines(
      comments(document),
      removals(document).map((block) => `-${spellBlock(block)}`),
      additions(document).map((block) => `${sign}${spellBlock(block)}`),
    )
  },
}

export const json: Format = {
  extension: 'json',
  mimeType: 'application/json',
  write(document) {
    const { kind, source, since, unparsable } = document
    const content = isWhole(document)
      ? { blocks: additions(document).map(spellBlock) }
      : { add: additions(document).map(spellBlock), remove: removals(document).map(spellBlock) }
    return `${JSON.stringify({ kind, source, since, ...content, unparsable }, undefined, 2)}\n`
  },
}

/** RFC 4180, which has no comments. */
export const csv: Format = {
  extension: 'csv',
  mimeType: 'text/csv',
  write(document) {
    const whole = isWhole(document)
    const head = ['block', 'family', 'prefix', 'addresses', ...(whole ? [] : ['change'])]
    const rows = [
      ...removals(document).map((block) => [...cells(block), 'remove']),
      ...additions(document).map((block) => [...cells(block), ...(whole ? [] : ['add'])]),
    ]
    return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
  },
}

function cells(block: Block): (string | number | bigint)[] {
  const addresses = 1n << BigInt(bitsOf(block.family) - block.prefix)
  return [spellBlock(block), `IPv${block.family}`, block.prefix, addresses]
}

/** For `include` in a server or location: who may come in. nginx cannot apply changes, so they are for a person. */
export const nginx: Format = {
  extension: 'conf',
  mimeType: 'text/plain',
  write: (document: Document) =>
    isWhole(document)
      ? lines(comments(document), additions(document).map(allow), ['deny all;'])
      : lines(
          comments(document, 'changes: take these lines out of, and put these into, the list before "deny all;"'),
          removals(document).map((block) => `# - ${allow(block)}`),
          additions(document).map(allow),
        ),
}

const allow = (block: Block) => `allow ${spellBlock(block)};`
