import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { actions } from '#contract/pure/actions/actions.ts'
import { isAllowedLink } from '#core/host/links.ts'
import { texts } from '#i18n/index.ts'
import { helpLinks, type MenuOptions, menuTemplate } from './menu.ts'

const build = (options: Partial<MenuOptions> = {}) =>
  flatten(
    menuTemplate({
      texts: texts.en.actions,
      platform: 'linux',
      development: false,
      choose: () => {},
      openLink: () => {},
      ...options,
    }),
  )

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

/** But those of a host that serves more pages than one. */
const ofWindows = Object.entries(actions).flatMap(([id, row]) => ('morePages' in row ? [] : [id]))

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  test.each(['zh-CN', 'en'] as const)('every entry is named in %s and every action is there once', (language) => {
    const items = build({ platform, texts: texts[language].actions })
    for (const item of items) expect(item.type === 'separator' || item.label).toBeTruthy()
    expect(items.flatMap(({ id }) => id ?? []).sort()).toEqual(ofWindows.sort())
  })

  test('has the edit roles, and one way to quit', () => {
    const roles = build({ platform }).flatMap(({ role }) => role ?? [])
    expect(roles).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']))
    expect(roles.filter((role) => role === 'quit')).toHaveLength(1)
    expect(roles.filter((role) => role === 'about')).toHaveLength(1)
  })

  test.each([
    [false, []],
    [true, ['reload', 'toggleDevTools']],
  ])('in development (%s) it has %j', (development, expected) => {
    const roles = build({ platform, development }).flatMap(({ role }) => role ?? [])
    expect(roles.filter((role) => /reload|devtools/i.test(role))).toEqual(expected)
  })
})

test('an action shows its keys without taking them, and choosing it names it', () => {
  const choose = vi.fn()
  const item = build({ choose }).find(({ id }) => id === 'token.fetch')
  expect(item).toMatchObject({ label: 'Fetch token', accelerator: 'CmdOrCtrl+Enter', registerAccelerator: false })
  item?.click?.(undefined as never, undefined, undefined as never)
  expect(choose).toHaveBeenCalledExactlyOnceWith('token.fetch')
})

test('no two entries show the same keys', () => {
  const keys = build({ platform: 'darwin', development: true }).flatMap(({ accelerator }) => accelerator ?? [])
  expect(new Set(keys).size).toBe(keys.length)
})

test('every help link is one that may be opened, and opens', () => {
  const openLink = vi.fn()
  const items = build({ openLink })
  for (const [name, link] of Object.entries(helpLinks)) {
    expect(isAllowedLink(link)).toBe(true)
    const label = texts.en.actions.link[name as keyof typeof helpLinks]
    items.find((item) => item.label === label)?.click?.(undefined as never, undefined, undefined as never)
    expect(openLink).toHaveBeenLastCalledWith(link)
  }
})
