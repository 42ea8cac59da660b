/** A server's clock that is less off than this is not worth a word. */
const NOTED_MS = 5 * 60_000

/** By how much the servers' clocks are ahead, per origin and AppID: a note for the page, used for nothing. */
export interface ClockSkew {
  of(originKey: string): number | undefined
  /** Answers whether that changes what is noted. */
  note(originKey: string, skewMs: number): boolean
}

export function createClockSkew(): ClockSkew {
  const noted = new Map<string, number>()
  return {
    of: (originKey) => noted.get(originKey),
    note(originKey, skewMs) {
      if (Math.abs(skewMs) <= NOTED_MS) return noted.delete(originKey)
      noted.set(originKey, skewMs)
      return true
    },
  }
}
