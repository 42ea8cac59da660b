export interface LineMap {
  set(line: number, other: number): void
  get(line: number): number | undefined
}

/** From some lines of a text to others; as small as numbers can be, for a text may have millions. */
export function createLineMap(): LineMap {
  let others = new Uint32Array(256)
  return {
    set(line, other) {
      if (line >= others.length) {
        const grown = new Uint32Array(Math.max(2 * others.length, line + 1))
        grown.set(others)
        others = grown
      }
      others[line] = other
    },
    // No line leads to the first one.
    get: (line) => others[line] || undefined,
  }
}
