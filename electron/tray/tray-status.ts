import { accountName } from '#contract/pure/text/account-name.ts'
import type { ChosenAccount } from '#core/page-stream/chosen-account.ts'
import { fill } from '#i18n/fill.ts'
import type { Texts } from '#i18n/index.ts'

type Chosen = ReturnType<ChosenAccount['current']>

const MINUTE_MS = 60_000

interface TrayStatus {
  text: string
  /** Ms until the text is another one by the passing of time alone; absent when it stays as it is. */
  nextInMs?: number
}

/** The chosen account's token in one line. Minutes are whole ones that are left: never more life than there is. */
export function trayStatus(chosen: Chosen, texts: Texts): TrayStatus {
  if (!chosen) return { text: texts.actions.tray.none }
  const { account, token } = chosen
  const { tray } = texts.actions
  const name = accountName(account, texts.sandbox.name)
  const state = texts.token.state[token.state]
  const life = token.state === 'live' || token.state === 'expiring' ? token.life : undefined
  if (!life) return { text: fill(tray.status, { name, state }) }
  return {
    text: fill(tray.statusLeft, { name, state, left: timeLeft(life.remainingMs, tray) }),
    nextInMs: Math.ceil(life.remainingMs % MINUTE_MS) || 1,
  }
}

function timeLeft(ms: number, { hours, minutes, underMinute }: Texts['actions']['tray']): string {
  const whole = Math.floor(ms / MINUTE_MS)
  if (whole === 0) return underMinute
  if (whole < 60) return fill(minutes, { minutes: whole })
  return fill(hours, { hours: Math.floor(whole / 60), minutes: whole % 60 })
}
