export interface Utf8Check {
  /** The next bytes. */
  push(bytes: Uint8Array): void
  /** Nothing follows: a character that is not whole yet never will be. */
  finish(): void
  /** Place of the first byte that begins no character, once that is known. */
  brokenAt(): number | undefined
}

/** Whether bytes are UTF-8, as they come: by Unicode's table 3-7, so neither overlong forms nor surrogates are. */
export function createUtf8Check(): Utf8Check {
  let before = 0
  let broken: number | undefined
  /** Bytes still to come of the character that began at `begunAt`, and what the next of them may be. */
  let left = 0
  let begunAt = 0
  let least = 0x80
  let most = 0xbf
  return {
    push(bytes) {
      for (let at = 0; at < bytes.length && broken === undefined; at += 1) {
        const byte = bytes[at] ?? 0
        if (left > 0) {
          if (byte < least || byte > most) broken = begunAt
          left -= 1
          least = 0x80
          most = 0xbf
        } else if (byte > 0x7f) {
          begunAt = before + at
          left = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1
          if (byte < 0xc2 || byte > 0xf4) broken = begunAt
          if (byte === 0xe0) least = 0xa0
          if (byte === 0xed) most = 0x9f
          if (byte === 0xf0) least = 0x90
          if (byte === 0xf4) most = 0x8f
        }
      }
      before += bytes.length
    },
    finish() {
      if (left > 0) broken ??= begunAt
    },
    brokenAt: () => broken,
  }
}
