import type { Clock } from '#core/kernel/clock/clock.ts'
import type { ChosenAccount } from '#core/page-stream/chosen-account.ts'
import type { Texts } from '#i18n/index.ts'
import { trayStatus } from './tray-status.ts'

export interface FollowedStatus {
  chosen: ChosenAccount
  /** In the language of the moment. */
  texts(): Texts
  clock: Clock
  /** Called now, and whenever the line or the language is another one. */
  show(text: string, texts: Texts): void
}

/**
 * Keeps the tray's line up to date: after each change, and at each whole minute while a token counts down. One timer waits
 * at most, and none when nothing counts down. Returns how to stop.
 */
export function followStatus({ chosen, texts, clock, show }: FollowedStatus): () => void {
  let waiting = new AbortController()
  let shown: { text: string; texts: Texts } | undefined

  function update(): void {
    waiting.abort()
    waiting = new AbortController()
    const current = texts()
    const { text, nextInMs } = trayStatus(chosen.current(), current)
    if (text !== shown?.text || current !== shown.texts) {
      shown = { text, texts: current }
      show(text, current)
    }
    if (nextInMs !== undefined) clock.sleep(nextInMs, waiting.signal).then(update, () => {})
  }

  const unsubscribe = chosen.subscribe(update)
  update()
  return () => {
    unsubscribe()
    waiting.abort()
  }
}
