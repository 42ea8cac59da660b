import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'

export type Layout = 'beside' | 'stacked'

/** How request and response stand, for every exchange until the page is closed. */
const layout = createPageStore<Layout>('beside')

export function useLayout(): Layout {
  return useStore(layout)
}

export const setLayout = layout.set
