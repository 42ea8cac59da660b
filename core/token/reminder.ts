import type { TokenView } from '../../contract/token.ts'

const MINUTE_MS = 60_000

export interface RemindersDeps {
  /** How long before a token's end to remind; 0 for never. */
  minutes(): number
  /** The token ends in so many minutes, rounded up. */
  remind(view: TokenView, minutes: number): void
}

/**
 * Looks at every token's view now and then, and reminds once per token, whatever the number of accounts that hold it.
 * Silent while keep-alive is at work on it.
 */
export function createReminders({ minutes, remind }: RemindersDeps): { check(views: TokenView[]): void } {
  let told = new Set<string>()
  return {
    check(views) {
      for (const view of views) {
        const key = keyOf(view)
        if (told.has(key) || !endsWithin(view, minutes() * MINUTE_MS) || isKept(view)) continue
        told.add(key)
        remind(view, Math.ceil(view.remainingMs / MINUTE_MS))
      }
      const held = new Set(views.map(keyOf))
      told = new Set([...told].filter((key) => held.has(key)))
    },
  }
}

const keyOf = ({ family, hash = '' }: TokenView) => `${family}:${hash}`

function endsWithin({ state, endKnown, remainingMs }: TokenView, ms: number): boolean {
  const isCounting = endKnown && (state === 'live' || state === 'expiring')
  return isCounting && remainingMs > 0 && remainingMs <= ms
}

/** A renewal that fails or has stopped is no reason to be silent. */
function isKept({ renewal }: TokenView): boolean {
  return renewal.state === 'waiting' || renewal.state === 'renewing'
}
