/** Says yes `count` times in any `windowMs`; `now` in ms, never going back. */
export function createLimit(count: number, windowMs: number, now: () => number): () => boolean {
  let granted: number[] = []
  return () => {
    const at = now()
    granted = granted.filter((time) => at - time < windowMs)
    if (granted.length >= count) return false
    granted.push(at)
    return true
  }
}
