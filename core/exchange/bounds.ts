import type { Settings } from '#contract/settings.ts'
import type { Bounds } from './store/exchange-store.ts'

/** The bounds that a person has set. */
export function boundsOf({ maxExchanges, maxExchangeMb }: Settings): Bounds {
  return { exchanges: maxExchanges, bytes: maxExchangeMb * 1024 * 1024 }
}
