const isApple = /mac|iphone|ipad/i.test(navigator.platform)

const appleKeys: Record<string, string> = { CmdOrCtrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' }
const otherKeys: Record<string, string> = { CmdOrCtrl: 'Ctrl', Enter: '↵' }

/** `CmdOrCtrl+Alt+C` → the labels on this platform's keys. */
export function keysOf(accelerator: string): string[] {
  const labels = isApple ? appleKeys : otherKeys
  return accelerator.split('+').map((key) => labels[key] ?? key)
}

/** `aria-keyshortcuts` spelling of an accelerator. */
export function ariaKeys(accelerator: string): string {
  return accelerator.replace('CmdOrCtrl', isApple ? 'Meta' : 'Control')
}

/** Whether a key event is this accelerator, whole: no modifier more, none less. */
export function matches(event: KeyboardEvent, accelerator: string): boolean {
  const parts = accelerator.split('+')
  const key = parts.at(-1)?.toLowerCase()
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier)
  const command = isApple ? event.metaKey : event.ctrlKey
  const otherCommand = isApple ? event.ctrlKey : event.metaKey
  // With Alt held some layouts report another character, so letters are also compared by their key.
  const pressed = event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`
  return (
    pressed &&
    !otherCommand &&
    command === wants('CmdOrCtrl') &&
    event.altKey === wants('Alt') &&
    event.shiftKey === wants('Shift')
  )
}
