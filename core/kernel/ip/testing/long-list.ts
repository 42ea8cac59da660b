/** Like a list of WeChat's, only long: single addresses and segments in no order, none twice. One seed, one list. */
export function longList(count: number, seed: number): string[] {
  const list = new Set<string>()
  let state = seed >>> 0
  while (list.size < count) {
    // A linear congruential generator of full period.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const bytes = [24, 16, 8, 0].map((shift) => (state >>> shift) & 255)
    list.add(state % 5 === 0 ? `${bytes.slice(0, 3).join('.')}.0/24` : bytes.join('.'))
  }
  return [...list]
}
