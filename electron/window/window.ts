import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import type { State } from '#core/kernel/state/versioned-state.ts'
import { boundsFor, MIN_SIZE, type WindowBounds } from './window-bounds.ts'

/** Moving and resizing come in bursts. */
const SAVE_AFTER_MS = 500

/** Opens where the last one stood and remembers where it goes; shown once it has something to show. */
export function openWindow(preload: string, bounds: State<WindowBounds>, development: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...boundsFor(bounds.get(), workAreas()),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'MP Console',
    backgroundColor: canvasColour(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
    },
  })
  const paint = () => window.setBackgroundColor(canvasColour())
  nativeTheme.on('updated', paint)
  window.once('closed', () => nativeTheme.off('updated', paint))

  window.once('ready-to-show', () => {
    if (bounds.get()?.maximized) window.maximize()
    window.show()
  })
  rememberBounds(window, bounds)
  return window
}

/** Shows the console's one window: for a second launch, the tray and a notification. */
export function bringToFront(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function rememberBounds(window: BrowserWindow, bounds: State<WindowBounds>): void {
  let saving: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(saving)
    const { x, y, width, height } = window.getNormalBounds()
    bounds.set({ x, y, width, height, maximized: window.isMaximized() })
  }
  const saveSoon = () => {
    clearTimeout(saving)
    saving = setTimeout(save, SAVE_AFTER_MS)
  }
  window.on('move', saveSoon)
  window.on('resize', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}

function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

/** `--canvas` of the page's two themes, so that the window does not flash before the page is there. */
function canvasColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#0B0E0D' : '#F1F4F2'
}
