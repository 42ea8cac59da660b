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

/** Held tokens already reminded of, by source and short hash, so that a restart does not repeat a reminder. */
export const remindersSpec: StateSpec<RemindersState> = {
  name: 'reminders',
  version: 1,
  schema: remindersSchema,
  initial: { told: [] },
}

export interface RemindersDeps {
  state: Pick<State<RemindersState>, 'get' | 'set'>
  /** Minutes before a token's end at which to remind; 0 for never. */
  minutes(): number
  /** Reminds that the token expires in `minutes`, rounded up. */
  remind(view: TokenView, minutes: number): void
}

export interface Reminders {
  check(views: TokenView[]): void
}

/**
 * Checks every token's view regularly, and reminds once per token, whatever the number of accounts that hold it. Silent
 * while it is being renewed.
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
      // Called every ten seconds; there is seldom anything new to write.
      if (told.size !== before.length || before.some((key) => !told.has(key))) state.set({ told: [...told] })
    },
  }
}

const keyOf = ({ tokenSource, hash = '' }: TokenView) => `${sourceName(tokenSource)}:${hash}`

/** Remaining ms of a token that counts down. */
function leftOf(view: TokenView): number | undefined {
  return view.state === 'live' || view.state === 'expiring' ? view.life?.remainingMs : undefined
}

/** A renewal that fails or has stopped does not silence the reminder. */
function isRenewed({ renewal }: TokenView): boolean {
  return renewal.state === 'waiting' || renewal.state === 'renewing'
}

/** Notifies in the person's language; one notification per account, a newer one replaces the older. */
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
