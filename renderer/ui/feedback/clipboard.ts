import { CLIPBOARD_CLEARED_AFTER_MS } from '#contract/pure/limits.ts'

/** Puts text on the page's clipboard; `false` where the browser does not allow it. */
export function writeClipboard(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

/** What became of a secret that was copied. `kept`: the browser does not let the page look, so that it stays there. */
export type SecretCopied = 'cleared-later' | 'kept' | 'refused'

let clearing: ReturnType<typeof setTimeout> | undefined

/** As {@link writeClipboard}; after a minute it is taken off again, unless something else was copied since. */
export async function writeSecret(secret: string): Promise<SecretCopied> {
  if (!(await writeClipboard(secret))) return 'refused'
  clearTimeout(clearing)
  // Looking without the permission would ask for it, a minute later and out of nowhere.
  if (!(await mayRead())) return 'kept'
  clearing = setTimeout(() => void whenFocused(() => clear(secret)), CLIPBOARD_CLEARED_AFTER_MS)
  return 'cleared-later'
}

async function mayRead(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
    return state === 'granted'
  } catch {
    // Not every browser knows this permission.
    return false
  }
}

/** A page in the background may not touch the clipboard. */
function whenFocused(run: () => void): void {
  if (document.hasFocus()) run()
  else window.addEventListener('focus', run, { once: true })
}

async function clear(secret: string): Promise<void> {
  const { clipboard } = navigator
  await clipboard
    .readText()
    .then((text) => (text === secret ? clipboard.writeText('') : undefined))
    .catch(() => {})
}
