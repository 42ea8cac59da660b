import { z } from 'zod'
import type { TokenView } from '#contract/token.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'

const MINUTE_MS = 60_000

const remindersSchema = z.object({ told: z.array(z.string()) })
type RemindersState = z.infer<typeof remindersSchema>

/** The held tokens that somebody was reminded of, by family and short hash, so that a restart does not say it again. */
export const remindersSpec: StateSpec<RemindersState> = {
  name: 'reminders',
  version: 1,
  schema: remindersSchema,
  initial: { told: [] },
}

export interface RemindersDeps {
  state: Pick<State<RemindersState>, 'get' | 'set'>
  /** How long before a token's end to remind; 0 for never. */
  minutes(): number
  /** The token ends in so many minutes, rounded up. */
  remind(view: TokenView, minutes: number): void
}

export interface Reminders {
  check(views: TokenView[]): void
}

/**
 * Looks at every token's view now and then, and reminds once per token, whatever the number of accounts that hold it.
 * Silent while keep-alive is at work on it.
 */
export function createReminders({ state, minutes, remind }: RemindersDeps): Reminders {
  return {
    check(views) {
      const before = state.get().told
      const held = new Set(views.map(keyOf))
      const told = new Set(before.filter((key) => held.has(key)))
      for (const view of views) {
        const key = keyOf(view)
        if (told.has(key) || !endsWithin(view, minutes() * MINUTE_MS) || isKept(view)) continue
        told.add(key)
        remind(view, Math.ceil(view.remainingMs / MINUTE_MS))
      }
      // It is looked at every ten seconds, and seldom is there anything new to write.
      if (told.size !== before.length || before.some((key) => !told.has(key))) state.set({ told: [...told] })
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
