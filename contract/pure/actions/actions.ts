/** The native menu that has an action's item. The roles of `edit` and the development items are the host's own. */
export type ActionMenu = 'console' | 'account' | 'edit' | 'view'

interface ActionRow {
  menu: ActionMenu
  /** Electron's accelerator syntax; the page reads the same string. No shortcut opens or closes a browser tab. */
  accelerator?: string
  /** In a text field the key keeps its usual meaning. */
  leftToFields?: true
  /** Only on a host that serves more than one page; such a host has no native menu. */
  morePages?: true
}

/** Every action of the console: its label is in the texts, its effect in the page. */
export const actions = {
  'token.fetch': { menu: 'account', accelerator: 'CmdOrCtrl+Enter' },
  'token.test': { menu: 'account' },
  'token.diagnose': { menu: 'account' },
  'timeline.open': { menu: 'account' },
  'ipList.fetch': { menu: 'account', accelerator: 'CmdOrCtrl+I' },
  'request.open': { menu: 'account', accelerator: 'CmdOrCtrl+E' },
  'token.copy': { menu: 'account', accelerator: 'CmdOrCtrl+Alt+C' },
  'accounts.add': { menu: 'console' },
  'settings.open': { menu: 'console', accelerator: 'CmdOrCtrl+,' },
  'palette.open': { menu: 'view', accelerator: 'CmdOrCtrl+K' },
  'exchange.list': { menu: 'view' },
  'exchange.undo': { menu: 'edit', accelerator: 'CmdOrCtrl+Z', leftToFields: true },
  'view.filter': { menu: 'view', accelerator: 'CmdOrCtrl+F' },
  'view.nextRegion': { menu: 'view', accelerator: 'F6' },
  'view.previousRegion': { menu: 'view', accelerator: 'Shift+F6' },
  'explain.open': { menu: 'view' },
  'page.anotherDevice': { menu: 'view', morePages: true },
  'help.shortcuts': { menu: 'view', accelerator: 'CmdOrCtrl+/' },
} as const satisfies Record<string, ActionRow>

export type ActionId = keyof typeof actions
