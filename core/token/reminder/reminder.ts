import { z } from 'zod'
import { sourceName } from '#contract/pure/credentials/token-source.ts'
import { accountName } from '#contract/pure/text/account-name.ts'
import type { Settings } from '#contract/settings.ts'
import type { TokenView } from '#contract/token.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Notify } from '#core/kernel/notify.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import { fill } from '#i18n/fill.ts'
import { textsFor } from '#i18n/index.ts'

const MINUTE_MS = 60_000

const remindersSchema = z.object({ told: z.array(z.string()) })
type RemindersState = z.infer<typeof remindersSchema>

/** The held tokens that somebody was reminded of, by source and short hash, so that a restart does not say it again. */
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
 * Silent while it is being renewed.
 */
export function createReminders({ state, minutes, remind }: RemindersDeps): Reminders {
  return {
    check(views) {
      const before = state.get().told
      const held = new Set(views.map(keyOf))
      const told = new Set(before.filter((key) => held.has(key)))
      for (const view of views) {
        const key = keyOf(view)
        const leftMs = leftOf(view)
        if (!leftMs || leftMs > minutes() * MINUTE_MS || told.has(key) || isRenewed(view)) continue
        told.add(key)
        remind(view, Math.ceil(leftMs / MINUTE_MS))
      }
      // It is looked at every ten seconds, and seldom is there anything new to write.
      if (told.size !== before.length || before.some((key) => !told.has(key))) state.set({ told: [...told] })
    },
  }
}

const keyOf = ({ tokenSource, hash = '' }: TokenView) => `${sourceName(tokenSource)}:${hash}`

/** Ms until the end of a token that counts down to it. */
function leftOf(view: TokenView): number | undefined {
  return view.state === 'live' || view.state === 'expiring' ? view.life?.remainingMs : undefined
}

/** A renewal that fails or has stopped is no reason to be silent. */
function isRenewed({ renewal }: TokenView): boolean {
  return renewal.state === 'waiting' || renewal.state === 'renewing'
}

/** Reminds in the person's language; one notification per account, the newer in place of the older. */
export function notifyReminder(
  notify: Notify,
  accounts: Pick<Accounts, 'get'>,
  settings: () => Settings,
  systemLanguage: string | undefined,
): RemindersDeps['remind'] {
  return ({ accountId }, minutes) => {
    const { token, sandbox } = textsFor(settings().language, systemLanguage)
    const name = accountName(accounts.get(accountId), sandbox.name)
    notify({
      title: fill(token.reminder.noticeTitle, { name, minutes }),
      body: token.reminder.noticeBody,
      tag: `token:${accountId}`,
    })
  }
}
