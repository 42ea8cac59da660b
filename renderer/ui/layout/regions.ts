/** Moves the focus to the region after (or before) the one that has it, round and round. */
export function moveToRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current === -1 && step === -1 ? 0 : current
  regions.at((start + step) % regions.length)?.focus()
}

/** Goes to the filter of the region in focus, or to the first on the page; says whether there is one. */
export function focusFilter(): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const own = regions.find((region) => region.contains(document.activeElement))
  const filters = [own, ...regions].flatMap(
    (region) => region?.querySelector<HTMLInputElement>('input[type=search]') ?? [],
  )
  filters[0]?.focus()
  filters[0]?.select()
  return filters[0] !== undefined
}

/** From a filter to its list: to the row that Tab would reach. */
export function focusRows(filter: Element): void {
  focusRowIn(filter.closest('[data-region],[role="dialog"]'))
}

/** To the row of a list that Tab would reach; by default of the first list on the page. */
export function focusRowIn(part: Element | null = document.body): void {
  part?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
}
