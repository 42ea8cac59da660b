import { useSyncExternalStore } from 'react'
import { createStore } from '#renderer/lib/external-store.ts'

export type Layout = 'beside' | 'stacked'

/** How request and response stand, for every exchange until the page is closed. */
const layout = createStore<Layout>('beside')

export function useLayout(): Layout {
  return useSyncExternalStore(layout.subscribe, layout.get)
}

export const setLayout = layout.set
