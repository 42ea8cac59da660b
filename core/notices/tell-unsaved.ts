import type { Saving } from '#core/kernel/saving/saving.ts'
import type { Notices } from './notices.ts'

/** Tells what waits to be written, as long as it does, and afterwards what was given up meanwhile. */
export function tellUnsaved(saving: Saving, notices: Notices): void {
  const told = new Map<string, number>()
  let shown = ''

  saving.subscribe(() => {
    const unsaved = saving.unsaved()
    const now = JSON.stringify(unsaved ?? {})
    if (now !== shown) {
      notices.clear({ code: 'not-saved' })
      if (unsaved) notices.notice({ code: 'not-saved', ...unsaved })
      shown = now
    }
    if (unsaved) return
    for (const { part, count } of saving.givenUp()) {
      const before = told.get(part) ?? 0
      if (count > before) notices.notice({ code: 'given-up', part, count: count - before })
      told.set(part, count)
    }
  })
}
