import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { type Console, expect, test } from '#e2e/fixtures/app.ts'
import { findElectron, projectRoot, sandboxSwitches } from '#e2e/fixtures/programs.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'
import { words } from '#e2e/fixtures/words.ts'
import { texts } from '#i18n/index.ts'

test.describe('@desktop the page', () => {
  test('knows nothing of Node, and nobody reads what is typed', async ({ console: app }) => {
    await app.ui.useSandbox.waitFor()
    const known = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => name in window),
    )
    expect(known).toEqual([])
    expect(await app.electronApp().evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(
      false,
    )
  })

  test('is given nothing but the kind of its host, frozen', async ({ console: { page } }) => {
    expect(
      await page.evaluate(() => {
        const given = (window as unknown as { mpConsole: object }).mpConsole
        return {
          names: Object.getOwnPropertyNames(given),
          kind: Reflect.get(given, 'kind'),
          frozen: Object.isFrozen(given),
        }
      }),
    ).toEqual({ names: ['kind'], kind: 'electron', frozen: true })
  })

  test('goes nowhere else and opens no window', async ({ console: app }) => {
    const electronApp = app.electronApp()
    await electronApp.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { openedOutside: opened })
      shell.openExternal = async (url) => void opened.push(url)
    })
    const openedOutside = () => electronApp.evaluate(() => Reflect.get(globalThis, 'openedOutside') as string[])
    await app.ui.useSandbox.waitFor()
    const before = app.page.url()

    await app.page.evaluate(() => window.open('https://elsewhere.test/popup'))
    await app.page.evaluate(() => {
      location.href = 'https://elsewhere.test/away'
    })
    await app.page.evaluate(() => window.open('https://developers.weixin.qq.com/platform/'))
    await expect.poll(openedOutside).toEqual(['https://developers.weixin.qq.com/platform/'])
    expect(app.page.url()).toBe(before)
    expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await expect(app.ui.useSandbox).toBeVisible()
  })

  test('is refused every permission but writing to the clipboard', async ({ console: { page } }) => {
    const answers = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      geolocation: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      ),
    }))
    expect(answers).toEqual({ notifications: 'denied', media: 'denied', geolocation: 'denied' })
  })

  test('is loaded again when its process dies', async ({ console: app }) => {
    app.tolerate(/the page is gone/)
    await app.ui.startSandbox()
    await app.electronApp().evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })
    await expect
      .poll(() =>
        app.electronApp().evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          return contents !== undefined && !contents.isCrashed() && !contents.isLoading()
        }),
      )
      .toBe(true)
    const text = () =>
      app
        .electronApp()
        .evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
        )
        // Until it is back there is nobody to answer.
        .catch(() => '')
    await expect.poll(text).toContain('Sandbox')
  })
})

test.describe('@desktop the window', () => {
  const bounds = (app: Console) =>
    app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())

  test('stands where it stood', async ({ console: app }) => {
    const place = { x: 60, y: 50, width: 1000, height: 700 }
    await app.electronApp().evaluate(({ BrowserWindow }, at) => BrowserWindow.getAllWindows()[0]?.setBounds(at), place)
    await app.relaunch()
    expect(await bounds(app)).toEqual(place)
  })

  test('is never off-screen', async ({ console: app }) => {
    await app.quit()
    const gone = { x: 90_000, y: -90_000, width: 1200, height: 800, maximized: false }
    writeFileSync(join(app.dataDir, 'window.json'), JSON.stringify({ version: 1, data: gone }))
    await app.relaunch()
    const { window, area } = await app.electronApp().evaluate(({ BrowserWindow, screen }) => ({
      window: BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: -1, y: -1, width: 0, height: 0 },
      area: screen.getPrimaryDisplay().workArea,
    }))
    expect(window.x).toBeGreaterThanOrEqual(area.x)
    expect(window.y).toBeGreaterThanOrEqual(area.y)
    expect(window.x + window.width).toBeLessThanOrEqual(area.x + area.width)
    expect(window.y + window.height).toBeLessThanOrEqual(area.y + area.height)
  })

  test('is the only one of its folder: a second launch ends and shows the first', async ({ console: app }) => {
    await app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    const electron = findElectron()
    if ('missing' in electron) throw new Error(electron.missing)
    const second = _electron.launch({
      executablePath: electron.path,
      args: [...sandboxSwitches, projectRoot, '--data', app.dataDir],
      cwd: projectRoot,
    })
    // It quits before there is anything to drive: the launch itself may fail.
    await second.then((launched) => launched.close()).catch(() => undefined)
    await expect
      .poll(() => app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
      .toBe(false)
    expect(await app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})

test.describe('@desktop the menu', () => {
  const { en, 'zh-CN': zh } = texts

  test('speaks the language of the settings and does what it says', async ({ console: app }) => {
    const electronApp = app.electronApp()
    const labels = () => electronApp.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
    const click = (id: string) =>
      electronApp.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id)
    await app.ui.startSandbox()
    expect(await labels()).toEqual(expect.arrayContaining([en.actions.menu.account, en.actions.menu.edit]))

    await click('token.fetch')
    await expect(app.ui.token.timer).toHaveText(/^\d:\d\d:\d\d$/)
    await click('ipList.fetch')
    await expect(app.ui.ipList.entries.first()).toBeVisible()
    await click('accounts.add')
    await expect(app.ui.dialog).toContainText('Add account')
    await app.page.keyboard.press('Escape')
    await expect(app.ui.dialog).toBeHidden()
    await click('settings.open')
    await app.ui.settings.language.selectOption('简体中文')
    await expect.poll(labels).toEqual(expect.arrayContaining([zh.actions.menu.account, zh.actions.menu.edit]))
  })

  test('has no developer tools and no reload', async ({ console: app }) => {
    await app.ui.useSandbox.waitFor()
    const roles = await app.electronApp().evaluate(({ Menu }) => {
      const rolesOf = (menu: Electron.Menu | null): string[] =>
        (menu?.items ?? []).flatMap((item) => [String(item.role ?? '').toLowerCase(), ...rolesOf(item.submenu ?? null)])
      return rolesOf(Menu.getApplicationMenu())
    })
    expect(roles).toEqual(expect.arrayContaining(['copy', 'paste', 'undo', 'selectall']))
    for (const role of ['reload', 'forcereload', 'toggledevtools']) expect(roles).not.toContain(role)
  })
})

/** What `fixtures/inject/desktop-shell.cjs` keeps. */
interface DesktopShell {
  toolTip: string
  menu: Electron.Menu
  notifications: Electron.Notification[]
}

test.describe('@desktop outside the window', () => {
  test.use({ inject: 'desktop-shell.cjs' })

  const tray = (app: Console) =>
    app.electronApp().evaluate(() => {
      const { toolTip, menu } = Reflect.get(globalThis, 'desktopShell') as DesktopShell
      return { toolTip, status: menu.getMenuItemById('status')?.label, labels: menu.items.map(({ label }) => label) }
    })
  const press = (app: Console, id: string) =>
    app.electronApp().evaluate((_, wanted) => {
      const { menu } = Reflect.get(globalThis, 'desktopShell') as DesktopShell
      menu.getMenuItemById(wanted)?.click()
    }, id)
  const minimize = (app: Console) =>
    app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const isMinimized = (app: Console) =>
    app.electronApp().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())

  async function expectTray(app: Console, status: string): Promise<void> {
    await expect.poll(() => tray(app)).toMatchObject({ toolTip: status, status })
  }

  test('the tray follows the chosen account through the life of its token', async ({ console: app }) => {
    const { ui } = app
    await ui.useSandbox.waitFor()
    await expectTray(app, 'MP Console')
    await ui.startSandbox()
    await expectTray(app, 'Sandbox: No token')
    await ui.token.fetchAndWait()
    await expectTray(app, 'Sandbox: Live, 1 h 59 min left')
    await ui.sandbox.jump('1h')
    await expectTray(app, 'Sandbox: Live, 59 min left')
    await ui.sandbox.jump('to-expiry')
    await expectTray(app, 'Sandbox: Expiring, under 1 min left')
    await ui.sandbox.jump('5min')
    await expectTray(app, 'Sandbox: Expired')

    await ui.addAccount.click()
    await ui.form.fill(credentials, 'R&D')
    await ui.form.submit.click()
    await ui.account('R&D').waitFor()
    await expect.poll(() => tray(app)).toMatchObject({ toolTip: 'R&D: No token', status: 'R&&D: No token' })
    await ui.account('Sandbox').click()
    await expectTray(app, 'Sandbox: Expired')
    await ui.settings.open()
    await ui.settings.language.selectOption('简体中文')
    await expectTray(app, '沙盒：已过期')
    expect((await tray(app)).labels).toEqual(
      expect.arrayContaining(['显示 MP Console', '获取 token', '退出 MP Console']),
    )
  })

  test('the tray shows the window, fetches in it, and quits', async ({ console: app }) => {
    await app.ui.startSandbox()
    await expectTray(app, 'Sandbox: No token')
    await minimize(app)
    await press(app, 'show')
    await expect.poll(() => isMinimized(app)).toBe(false)
    await minimize(app)
    await press(app, 'fetch')
    await expect.poll(() => isMinimized(app)).toBe(false)
    await expect(app.ui.token.timer).toHaveText(/^\d:\d\d:\d\d$/)
    const gone = app.electronApp().waitForEvent('close')
    await press(app, 'quit')
    await gone
  })

  test('a notification says once that the token is about to end, and a press on it shows the window', async ({
    console: app,
  }) => {
    const { ui } = app
    const notices = () =>
      app.electronApp().evaluate(() => {
        const { notifications } = Reflect.get(globalThis, 'desktopShell') as DesktopShell
        return notifications.map(({ title, body }) => ({ title, body }))
      })
    await ui.startSandbox()
    await ui.token.fetchAndWait()
    expect(await notices()).toEqual([])
    await ui.sandbox.jump('to-expiry')
    await expect
      .poll(notices)
      .toEqual([{ title: 'Sandbox: token expires in 1 min', body: words.token.reminder.noticeBody }])
    await minimize(app)
    await app.electronApp().evaluate(() => {
      const { notifications } = Reflect.get(globalThis, 'desktopShell') as DesktopShell
      notifications[0]?.emit('click')
    })
    await expect.poll(() => isMinimized(app)).toBe(false)

    await ui.sandbox.jump('5min')
    await ui.settings.open()
    await ui.settings.language.selectOption('简体中文')
    await expectTray(app, '沙盒：已过期')
    expect(await notices()).toHaveLength(1)
  })

  test('waking up, the console looks at the clock again', async ({ console: app }) => {
    await app.ui.startSandbox()
    await app.ui.token.fetchAndWait()
    await expectTray(app, 'Sandbox: Live, 1 h 59 min left')
    await app.electronApp().evaluate(({ powerMonitor }) => {
      const { now } = Date
      Date.now = () => now() + 3 * 60 * 60_000
      powerMonitor.emit('resume')
    })
    await expectTray(app, 'Sandbox: Expired')
    await expect(app.ui.token.region).toContainText('Expired')
  })
})

test.describe('@desktop without a keyring', () => {
  test.use({ vault: 'memory' })

  test('the rail and the settings say why secrets do not stay', async ({ console: { ui } }) => {
    await ui.startSandbox()
    await expect(ui.accounts).toContainText(/keyring.*are kept in memory only and cleared when you quit/)
    await ui.settings.open()
    await ui.settings.section('Secrets')
    await expect(ui.settings.panel).toContainText('Memory only')
  })
})
