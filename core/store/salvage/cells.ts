import { PAGE_BYTES, type Pages } from './pages.ts'

export type Value = null | number | string | Buffer

/** A row of any table, as stored in its page. */
export interface Cell {
  rowid: number
  /** A letter for each column: `n`ull, `i`nteger, `f`loat, `t`ext, `b`lob. Identifies the table. */
  shape: string
  /** Throws where it is damaged. */
  read(): Value[]
}

const LEAF_OF_TABLE = 0x0d
const FILE_HEADER_BYTES = 100
/** Most and fewest bytes of a row that are in its page. */
const MOST_LOCAL = PAGE_BYTES - 35
const LEAST_LOCAL = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23
const OVERFLOW_BYTES = PAGE_BYTES - 4
/** Longer than any row of ours, in bytes. */
const MOST_BYTES = 256 * 1024 * 1024

/** Every valid row of a page; none where it is not a page of rows. */
export function cellsOf(pages: Pages, number: number): Cell[] {
  const page = pages.read(number)
  const head = number === 1 ? FILE_HEADER_BYTES : 0
  if (page?.[head] !== LEAF_OF_TABLE) return []
  const cells: Cell[] = []
  for (let index = 0; index < page.readUInt16BE(head + 3); index++) {
    const pointer = head + 8 + 2 * index
    if (pointer + 2 > PAGE_BYTES) break
    try {
      cells.push(cellAt(pages, page, page.readUInt16BE(pointer)))
    } catch {
      // This row is damaged; the next one may not be.
    }
  }
  return cells
}

function cellAt(pages: Pages, page: Buffer, at: number): Cell {
  const [size, afterSize] = varint(page, at)
  const [rowid, start] = varint(page, afterSize)
  if (size > MOST_BYTES) throw new RangeError('too long')
  const spread = LEAST_LOCAL + ((size - LEAST_LOCAL) % OVERFLOW_BYTES)
  const local = size <= MOST_LOCAL ? size : spread <= MOST_LOCAL ? spread : LEAST_LOCAL
  if (start + local > PAGE_BYTES) throw new RangeError('beyond its page')
  const begin = page.subarray(start, start + local)
  const { types, end } = typesOf(begin)
  const sum = types.reduce((bytes, type) => bytes + sizeOf(type), end)
  if (sum !== size) throw new RangeError('another size than its columns')
  return {
    rowid,
    shape: types.map(letterOf).join(''),
    read() {
      const rest = size > local ? followed(pages, page.readUInt32BE(start + local), size - local) : []
      const payload = Buffer.concat([begin, ...rest])
      let from = end
      return types.map((type) => {
        const value = valueIn(type, payload, from)
        from += sizeOf(type)
        return value
      })
    },
  }
}

/** The rest of a long row: a chain of pages, each with the number of the next. */
function followed(pages: Pages, first: number, bytes: number): Buffer[] {
  const parts: Buffer[] = []
  let left = bytes
  for (let number = first; left > 0; ) {
    const page = pages.read(number)
    if (!page || number < 1) throw new RangeError('a page is gone')
    parts.push(page.subarray(4, 4 + Math.min(left, OVERFLOW_BYTES)))
    left -= OVERFLOW_BYTES
    number = page.readUInt32BE(0)
  }
  return parts
}

function typesOf(record: Buffer): { types: number[]; end: number } {
  const [end, start] = varint(record, 0)
  const types: number[] = []
  let at = start
  while (at < end) {
    const [type, next] = varint(record, at)
    types.push(type)
    at = next
  }
  if (at !== end) throw new RangeError('a header that does not end where it says')
  return { types, end }
}

/** A number of up to 8 bytes with 7 bits each; the ninth, which SQLite may add, is in no file of ours. */
function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0
  for (let index = 0; index < 8; index++) {
    const byte = bytes.readUInt8(at + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return [value, at + index + 1]
  }
  throw new RangeError('not a number of ours')
}

// https://sqlite.org/fileformat2.html#record_format
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8]

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return type === 7 ? 8 : (INTEGER_BYTES[type] ?? 0)
}

function letterOf(type: number): string {
  if (type >= 12) return type % 2 === 0 ? 'b' : 't'
  return type === 0 ? 'n' : type === 7 ? 'f' : 'i'
}

function valueIn(type: number, bytes: Buffer, at: number): Value {
  if (type === 0) return null
  if (type === 7) return bytes.readDoubleBE(at)
  if (type === 6) return Number(bytes.readBigInt64BE(at))
  if (type === 8 || type === 9) return type - 8
  if (type < 6) return bytes.readIntBE(at, sizeOf(type))
  const content = bytes.subarray(at, at + sizeOf(type))
  return type % 2 === 0 ? content : content.toString('utf8')
}
