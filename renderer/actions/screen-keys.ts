import { useEffect } from 'react'
import { dialogIsOpen, isTyping } from './keyboard.ts'

/** Single keys of a screen, by `event.key`; a dialog, a menu or a field keeps its own. */
export function useScreenKeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (dialogIsOpen()) return
      // What is marked so uses Escape for something of its own first.
      if (event.key === 'Escape' && event.target instanceof Element && event.target.closest('[data-takes-escape]'))
        return
      const run = keys[event.key]
      if (!run) return
      event.preventDefault()
      run(event)
    }
    // Before a tooltip takes Escape for itself.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [keys])
}
