/** Moves the focus to the region after (or before) the one that has it, round and round. */
export function moveToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current === -1 && step === -1 ? 0 : current
  regions.at((start + step) % regions.length)?.focus()
}
