import { useSyncExternalStore } from 'react'

/** The same line that the `wide:` variant draws. */
const query = matchMedia('(min-width: 1080px)')

/** For the few measures that script needs to know; everything else asks `wide:`. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (notify) => {
      query.addEventListener('change', notify)
      return () => query.removeEventListener('change', notify)
    },
    () => query.matches,
  )
}
