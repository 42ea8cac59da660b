import { createHash } from 'node:crypto'
import { CLIPBOARD_CLEARED_AFTER_MS } from '#contract/pure/limits.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'

/** Of Electron's clipboard. */
interface SystemClipboard {
  readText(): Promise<string>
  writeText(text: string): Promise<void>
}

export interface SecretClipboard {
  /** Puts a secret on the clipboard, and takes it off after a minute unless something else was copied since. */
  write(secret: string): Promise<void>
  /** Takes it off now, as at quitting. */
  clear(): Promise<void>
}

/** Remembers of a secret only its digest. */
export function createSecretClipboard(clipboard: SystemClipboard, clock: Pick<Clock, 'sleep'>): SecretClipboard {
  let pending: { digest: string; waiting: AbortController } | undefined

  const clear = async () => {
    const { digest, waiting } = pending ?? {}
    pending = undefined
    waiting?.abort()
    if (digest !== undefined && digestOf(await clipboard.readText()) === digest) await clipboard.writeText('')
  }

  return {
    async write(secret) {
      await clipboard.writeText(secret)
      pending?.waiting.abort()
      const waiting = new AbortController()
      pending = { digest: digestOf(secret), waiting }
      // Put off by the next secret, or by quitting. A clipboard that cannot be read is left alone.
      void clock
        .sleep(CLIPBOARD_CLEARED_AFTER_MS, waiting.signal)
        .then(clear)
        .catch(() => {})
    },
    clear: () => clear().catch(() => {}),
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
