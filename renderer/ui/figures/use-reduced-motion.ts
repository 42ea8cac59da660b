import { useSyncExternalStore } from 'react'

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (notify) => {
      reducedMotion.addEventListener('change', notify)
      return () => reducedMotion.removeEventListener('change', notify)
    },
    () => reducedMotion.matches,
  )
}
