const STATUS_LINE = /^(?:\r?\n)*HTTP\/(\d\.\d) +(\d)/
const END_OF_HEAD = /\r?\n\r?\n/
/** Characters in which the status line must begin. */
const MAX_START = 64

/**
 * Reads the HTTP version of one reply from its bytes, since the parser does not hand it out. Interim heads (1xx) are
 * passed over, however the bytes are cut.
 */
export function watchReplyVersion() {
  let version: string | undefined
  let text = ''
  let over = false

  const end = () => {
    over = true
    text = ''
  }
  return {
    /** Takes bytes as they come from the wire. */
    see(chunk: Uint8Array) {
      if (over) return
      text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
      for (;;) {
        const [, number, statusClass] = STATUS_LINE.exec(text) ?? []
        if (number === undefined) return text.length > MAX_START ? end() : undefined
        version = number
        if (statusClass !== '1') return end()
        const blank = END_OF_HEAD.exec(text)
        if (!blank) return
        text = text.slice(blank.index + blank[0].length)
      }
    },
    /** Of the final head, e.g. `1.0`; `undefined` before it has come. */
    current: () => version,
  }
}
