import type { MenuItemConstructorOptions } from 'electron'
import { actionLabel } from '#contract/pure/actions/action-label.ts'
import { type ActionId, type ActionMenu, actions } from '#contract/pure/actions/actions.ts'
import type { Texts } from '#i18n/index.ts'

type Item = MenuItemConstructorOptions
type RoleWithText = keyof Texts['actions']['role']

/** Pages behind the entries of the help menu; `linkHosts` allows them. */
export const helpLinks: Record<keyof Texts['actions']['link'], string> = {
  platform: 'https://developers.weixin.qq.com/platform/',
  stableToken: 'https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken',
  testAccount: 'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login',
}

export interface MenuOptions {
  texts: Texts['actions']
  platform: NodeJS.Platform
  /** Adds Reload and the developer tools. */
  development: boolean
  choose(id: ActionId): void
  openLink(link: string): void
}

/** The native menu: every action, the edit roles, and what belongs to a window of the platform. */
export function menuTemplate({ texts, platform, development, choose, openLink }: MenuOptions): Item[] {
  const isMac = platform === 'darwin'
  const separator: Item = { type: 'separator' }
  const roles = (...names: RoleWithText[]): Item[] => names.map((role) => ({ role, label: texts.role[role] }))
  const actionsOf = (menu: ActionMenu): Item[] =>
    Object.entries(actions)
      .filter(([, row]) => row.menu === menu && !('morePages' in row))
      .map(([id, row]) => ({
        id,
        label: actionLabel(texts, id as ActionId),
        ...('accelerator' in row && { accelerator: row.accelerator }),
        // Keys belong to the page, on both hosts; here they are only shown. On macOS a menu's keys cannot be shown
        // without being live, but they reach the menu only when the page did not prevent the default of `keydown`.
        registerAccelerator: false,
        click: () => choose(id as ActionId),
      }))
  const links = Object.entries(helpLinks).map(
    ([name, link]): Item => ({ label: texts.link[name as keyof typeof helpLinks], click: () => openLink(link) }),
  )

  return [
    ...(isMac
      ? [
          {
            label: 'MP Console',
            submenu: [
              ...roles('about'),
              separator,
              ...roles('services'),
              separator,
              ...roles('hide', 'hideOthers', 'unhide'),
              separator,
              ...roles('quit'),
            ],
          },
        ]
      : []),
    { label: texts.menu.console, submenu: [...actionsOf('console'), ...(isMac ? [] : [separator, ...roles('quit')])] },
    { label: texts.menu.account, submenu: actionsOf('account') },
    {
      label: texts.menu.edit,
      submenu: [
        ...roles('undo', 'redo'),
        separator,
        ...roles('cut', 'copy', 'paste', 'selectAll'),
        separator,
        ...actionsOf('edit'),
      ],
    },
    {
      label: texts.menu.view,
      submenu: [
        ...actionsOf('view'),
        separator,
        ...roles('resetZoom', 'zoomIn', 'zoomOut'),
        separator,
        ...roles('togglefullscreen'),
        ...(development ? [separator, ...roles('reload', 'toggleDevTools')] : []),
      ],
    },
    {
      role: 'window',
      label: texts.menu.window,
      submenu: isMac ? roles('minimize', 'zoom', 'front', 'close') : roles('minimize', 'close'),
    },
    {
      role: 'help',
      label: texts.menu.help,
      submenu: isMac ? links : [...links, separator, ...roles('about')],
    },
  ]
}
