import type { Translated } from '../translated.ts'
import type { actions as source } from '../zh-CN/actions.ts'

export const actions: Translated<typeof source> = {
  label: {
    token: { fetch: 'Fetch token', copy: 'Copy token' },
    ipList: { fetch: 'Fetch IP list' },
    accounts: { add: 'Add account' },
    settings: { open: 'Settings' },
    view: { nextRegion: 'Next region', previousRegion: 'Previous region' },
    help: { shortcuts: 'Keyboard shortcuts' },
  },
  menu: {
    console: 'Console',
    account: 'Account',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
  },
  role: {
    about: 'About MP Console',
    services: 'Services',
    hide: 'Hide MP Console',
    hideOthers: 'Hide others',
    unhide: 'Show all',
    quit: 'Quit MP Console',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Toggle full screen',
    reload: 'Reload',
    toggleDevTools: 'Toggle developer tools',
    minimize: 'Minimize',
    zoom: 'Zoom',
    front: 'Bring all to front',
    close: 'Close window',
  },
  tray: {
    none: 'MP Console',
    status: '{{name}}: {{state}}',
    statusLeft: '{{name}}: {{state}}, {{left}} left',
    hours: '{{hours}} h {{minutes}} min',
    minutes: '{{minutes}} min',
    underMinute: 'under 1 min',
    show: 'Show MP Console',
  },
  link: {
    platform: 'WeChat developer platform',
    stableToken: 'Docs: fetch a stable token',
    testAccount: 'Get a test account',
  },
  dialog: {
    unexpected: {
      title: 'Unexpected error',
      body: 'The console met an error it did not expect. It keeps running. If something stops answering, start it again. Details are in the log: {{file}}',
    },
    notStarted: {
      title: 'MP Console did not start',
      body: 'An unexpected error came up while starting. No account was changed. Details are in the log: {{file}}',
    },
    dataFolder: {
      title: 'MP Console did not start',
      body: 'The data folder {{folder}} cannot be written ({{code}}). Choose another one: --data DIR.',
    },
    pageGone: {
      title: 'The page keeps crashing',
      body: 'It was reloaded {{count}} times and will not be again by itself. Accounts and recorded exchanges are kept. Details are in the log: {{file}}',
      reload: 'Reload',
      quit: 'Quit',
    },
  },
}
