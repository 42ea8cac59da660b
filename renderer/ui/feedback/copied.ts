import i18next from 'i18next'
import { type SecretCopied, writeClipboard } from './clipboard.ts'
import { showToast } from './toast.tsx'

/** Puts text that is no secret on the clipboard; the toast says `done`, or that the browser does not allow it. */
export async function copyText(text: string, done: string): Promise<void> {
  showToast((await writeClipboard(text)) ? done : i18next.t('common:copyRefused'))
}

/** Long enough to read that it stays on the clipboard. */
const SHOWN_MS = 5_000

/** Says that a secret was copied, and what becomes of it; `done` is the first half of the sentence. */
export function secretCopiedToast(done: string, outcome: SecretCopied): void {
  if (outcome === 'refused') showToast(i18next.t('common:copyRefused'))
  else showToast(i18next.t(outcome === 'kept' ? 'common:secretKept' : 'common:secretCleared', { done }), SHOWN_MS)
}
