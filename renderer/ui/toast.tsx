import { Check } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { createStore } from '../bridge/external-store.ts'
import { Icon } from './icon.tsx'

const SHOWN_MS = 2_000

/** The text, and which time it is said: the same words twice are two events. */
const shown = createStore<{ text: string; turn: number } | undefined>(undefined)
let turn = 0
let hiding: ReturnType<typeof setTimeout> | undefined

/** Says for two seconds that something was copied; everything else is said where it happens. */
export function showToast(text: string): void {
  clearTimeout(hiding)
  shown.set({ text, turn: ++turn })
  hiding = setTimeout(() => shown.set(undefined), SHOWN_MS)
}

/** Always on the page, so that readers hear what comes into it; it takes neither focus nor keys. */
export function Toast() {
  const current = useSyncExternalStore(shown.subscribe, shown.get)
  return (
    <div aria-live="polite" className="pointer-events-none fixed bottom-6 left-1/2 z-30 -translate-x-1/2">
      {current && (
        <div
          key={current.turn}
          className="flex items-center gap-2 rounded-3 border border-border bg-overlay px-3 py-2 text-base shadow-2"
        >
          <Icon of={Check} size="s" className="text-text-2" />
          {current.text}
        </div>
      )}
    </div>
  )
}
