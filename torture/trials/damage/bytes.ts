import type { Random } from '#torture/seed.ts'

/** A way to harm the bytes of a file. */
export interface Harm {
  name: string
  apply(bytes: Buffer): Buffer
}

/** The kinds that any file can meet: `flips` with one bit in each of so many regions, the others once or a few times. */
export function harms(random: Random, flips: number): Harm[] {
  return [
    ...Array.from({ length: flips }, (_, part) => flipIn(part, flips, random)),
    ...times(Math.ceil(flips / 3), (n) => ({
      name: `20 bits flipped (${n})`,
      apply: (bytes) => flip(bytes, 20, random.fork(`20-${n}`)),
    })),
    ...times(6, (n) => ({
      name: `a sector of zeros (${n})`,
      apply: (bytes) => zero(bytes, 512, random.fork(`sector-${n}`)),
    })),
    ...times(3, (n) => ({
      name: `a page of zeros (${n})`,
      apply: (bytes) => zero(bytes, 4096, random.fork(`page-${n}`)),
    })),
    ...times(5, (n) => ({
      name: `cut off (${n})`,
      apply: (bytes) => bytes.subarray(0, random.fork(`cut-${n}`).below(bytes.length)),
    })),
    { name: 'the last byte cut off', apply: (bytes) => bytes.subarray(0, -1) },
    { name: 'empty', apply: () => Buffer.alloc(0) },
    { name: 'all zeros', apply: (bytes) => Buffer.alloc(bytes.length) },
    { name: 'noise', apply: (bytes) => random.fork('noise').bytes(Math.min(bytes.length, 20_000)) },
    { name: 'a byte order mark in front', apply: (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]) },
    { name: 'as UTF-16', apply: (bytes) => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le') },
    { name: 'twice', apply: (bytes) => Buffer.concat([bytes, bytes]) },
    { name: 'something behind it', apply: (bytes) => Buffer.concat([bytes, Buffer.from('\u0000\u0000}')]) },
  ]
}

/** One bit, somewhere in the part with this number. */
function flipIn(part: number, parts: number, random: Random): Harm {
  const own = random.fork(`flip-${part}`)
  return {
    name: `one bit flipped in part ${part} of ${parts}`,
    apply(bytes) {
      const at = Math.min(bytes.length - 1, Math.floor(((part + own.next()) * bytes.length) / parts))
      return withBit(bytes, at, own.below(8))
    },
  }
}

function flip(bytes: Buffer, count: number, random: Random): Buffer {
  let harmed = bytes
  for (let n = 0; n < count; n++) harmed = withBit(harmed, random.below(bytes.length), random.below(8))
  return harmed
}

function withBit(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8((copy[at] ?? 0) ^ (1 << bit), at)
  return copy
}

function zero(bytes: Buffer, size: number, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  const at = random.below(Math.max(1, Math.ceil(bytes.length / size))) * size
  return copy.fill(0, at, Math.min(copy.length, at + size))
}

function times(count: number, make: (n: number) => Harm): Harm[] {
  return Array.from({ length: count }, (_, n) => make(n))
}
