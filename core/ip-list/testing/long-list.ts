/** Like a list of WeChat's, only long: single addresses and segments in no order. The same seed gives the same list. */
export function longList(count: number, seed: number): string[] {
  const list: string[] = []
  let state = seed >>> 0
  // A linear congruential generator of full period: no address comes twice within 2^32.
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  while (list.length < count) {
    const address = next()
    const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255)
    list.push(address % 5 === 0 ? `${bytes.slice(0, 3).join('.')}.0/24` : bytes.join('.'))
  }
  return list
}
