interface HexRow {
  offset: string
  hex: string
  ascii: string
}

/** One line of a hex view. `width` bytes, in groups of eight. */
export function hexRow(bytes: Uint8Array, offset: number, width: number): HexRow {
  let hex = ''
  let ascii = ''
  for (let column = 0; column < width; column += 1) {
    const byte = bytes[offset + column]
    if (column > 0) hex += column % 8 === 0 ? '  ' : ' '
    hex += byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')
    if (byte !== undefined) ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  return { offset: offset.toString(16).padStart(8, '0'), hex, ascii }
}

/** All of it as text, as `hexdump -C` and `xxd` do. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const { offset, hex, ascii } = hexRow(bytes, at, 16)
    lines.push(`${offset}  ${hex}  ${ascii}`)
  }
  return lines.join('\n')
}
