import type { MenuItemConstructorOptions } from 'electron'
import type { Texts } from '#i18n/index.ts'

export interface TrayCommands {
  show(): void
  fetchToken(): void
  quit(): void
}

/** The menu of the tray; its first entry is the status line, which not every system shows as a tooltip. */
export function trayMenu(
  status: string,
  { actions }: Texts,
  { show, fetchToken, quit }: TrayCommands,
): MenuItemConstructorOptions[] {
  return [
    // A single & would underline what follows it.
    { id: 'status', label: status.replaceAll('&', '&&'), enabled: false },
    { type: 'separator' },
    { id: 'show', label: actions.tray.show, click: show },
    { id: 'fetch', label: actions.label.token.fetch, click: fetchToken },
    { type: 'separator' },
    { id: 'quit', label: actions.role.quit, click: quit },
  ]
}
