import { Text } from '@codemirror/state'
import type { BodyFormat } from '#renderer/features/exchange/body/format/body-format.ts'

/** Bytes turned into text in one go; the first piece fills the screen, the others fit between two frames. */
const FIRST_PIECE = 64 * 1024
const PIECE = 512 * 1024

interface TextFeed {
  /** The bytes that there are by now, those of before included. Their text is passed on piece by piece. */
  feed(bytes: Uint8Array, last: boolean): void
  stop(): void
}

/** Lets everything that waits, a key or a frame, go first. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

/** Passes on the text of bytes that come over time, without holding up the page for long. */
export function createTextFeed(format: BodyFormat, add: (text: Text) => void, onDrained: () => void): TextFeed {
  let known = new Uint8Array()
  let isLast = false
  let fed = 0
  let ended = false
  let running = false

  function addPiece(size: number): void {
    const end = Math.min(known.length, fed + size)
    ended = isLast && end === known.length
    const text = format.push(known.subarray(fed, end), ended)
    fed = end
    add(Text.of(text.split('\n')))
  }

  async function drain(): Promise<void> {
    if (running) return
    running = true
    if (fed === 0 && known.length > 0) addPiece(FIRST_PIECE)
    while (fed < known.length) {
      await nextTask()
      if (fed < known.length) addPiece(PIECE)
    }
    // The end may become known after the last byte.
    if (isLast && !ended) addPiece(0)
    running = false
    onDrained()
  }

  return {
    feed(bytes, last) {
      known = bytes as Uint8Array<ArrayBuffer>
      isLast = last
      void drain()
    },
    stop() {
      known = known.subarray(0, fed)
      isLast = ended
    },
  }
}
