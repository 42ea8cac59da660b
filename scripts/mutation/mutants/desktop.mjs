import { under } from '#scripts/mutation/mutant.mjs'

const mutant = under('electron/')
const links = 'core/host/links.ts'
const window = 'electron/window/window.ts'
const main = 'electron/main.ts'
const start = 'electron/start.ts'
const guard = 'electron/page-security/navigation-guard.ts'
const policy = 'electron/page-security/session-policy.ts'
const ipc = 'electron/ipc.ts'
const open = 'electron/page-security/safe-open.ts'
const page = 'electron/page-security/page.ts'
const reply = 'electron/page-security/app-protocol.ts'

/** What `docs/security.md` says of the desktop window, a line each. */
export const desktop = [
  mutant(window, 'sandbox: true', 'sandbox: false', 'the page runs outside the sandbox'),
  mutant(window, '      sandbox: true,\n', '', 'the sandbox is left to a default'),
  mutant(window, 'contextIsolation: true', 'contextIsolation: false', 'the page shares a world with the preload'),
  mutant(window, 'nodeIntegration: false', 'nodeIntegration: true', 'the page has Node'),
  mutant(window, 'webviewTag: false', 'webviewTag: true', 'the page can embed others'),
  mutant(window, 'spellcheck: false', 'spellcheck: true', 'what is typed is read, and words are fetched'),
  mutant(window, 'devTools: development', 'devTools: true', 'developer tools outside development'),
  mutant(window, '      preload,\n', '      preload,\n      webSecurity: false,\n', 'the same-origin policy is off'),

  mutant(main, 'else app.enableSandbox()', '', 'processes besides the page have no sandbox'),
  mutant(main, '  guardNavigation(app, page, safeOpen, log)\n', '', 'nothing keeps the window on its page'),
  mutant(main, '  registerAppScheme(protocol)\n', '', 'the page has no origin of its own'),
  mutant(main, '!app.requestSingleInstanceLock()', 'false', 'two consoles on one folder'),
  mutant(main, 'dropLooseningSwitches(app.commandLine)', '[]', 'a switch takes the window its promises'),

  mutant(start, '  restrictSession(session.defaultSession, page.origin)\n', '', 'every permission is granted'),
  mutant(start, '  serveApp(session.defaultSession.protocol, built.page)\n', '', 'the page comes from nowhere'),
  mutant(start, "  app.on('second-instance', bringToFront)\n", '', 'a second launch shows nothing'),
  mutant(start, 'development: page.development', 'development: true', 'the menu has developer tools'),

  mutant(guard, 'event.isMainFrame && isOurs(event.url)', 'isOurs(event.url)', 'frames inside the page'),
  mutant(guard, 'event.isMainFrame && isOurs(event.url)', 'event.isMainFrame', 'the window goes anywhere'),
  mutant(guard, '      event.preventDefault()\n', '', 'a navigation is noticed and not prevented'),
  mutant(guard, 'if (event.isMainFrame) openOutside', 'openOutside', 'a frame opens the browser without a press'),
  mutant(guard, '      if (!isOurs(event.url)) event.preventDefault()\n', '', 'a redirect leads away'),
  mutant(guard, '(event) => event.preventDefault())', '() => {})', 'a webview is attached'),
  mutant(guard, "{ action: 'deny' }", "{ action: 'allow' }", 'new windows without a guard'),
  mutant(
    guard,
    '      contents.loadURL(page.url)',
    '      Promise.resolve()',
    'a window led to about:blank stays there',
  ),
  mutant(guard, "|| contents.getType() !== 'window'", '', "the developer tools' own page is replaced"),

  mutant(page, 'return parsed !== null &&', 'return url.startsWith(origin) ||', 'console.example is ours'),
  mutant(page, 'return parsed !== null &&', 'return url.includes(origin) ||', 'blob: and data: are ours'),
  mutant(page, '!isPackaged && argv.includes(DEV_FLAG)', '!isPackaged', 'an inherited variable names the page'),
  mutant(page, '!isPackaged && argv', 'argv', 'a packaged console takes a page from outside'),
  mutant(page, "url?.protocol !== 'http:'", '!url', 'a page from files or from the network'),
  mutant(page, '.includes(url.hostname) ? url', '? url', 'a page of another machine'),

  mutant(policy, "'clipboard-read': false", "'clipboard-read': true", 'the page reads what others copied'),
  mutant(policy, '[permission] === true &&', '[permission] !== false &&', 'what the table does not know is granted'),
  mutant(policy, ' && isOfOrigin(requestingUrl, ownOrigin)', '', 'another origin has what ours has'),
  mutant(
    policy,
    'callback(isAllowed(permission, details.requestingUrl, ownOrigin))',
    'callback(true)',
    'requests are granted',
  ),
  mutant(policy, '    isAllowed(permission, requestingOrigin, ownOrigin),\n', '    true,\n', 'checks are granted'),
  mutant(policy, 'setDevicePermissionHandler(() => false)', 'setDevicePermissionHandler(() => true)', 'devices'),
  mutant(policy, 'if (!isOwnDownload(item.getURL(), ownOrigin)) event', 'if (false) event', 'downloads from outside'),
  mutant(policy, "url.startsWith('blob:') && ", '', 'a page is saved as a file'),

  mutant(ipc, "  if (sender !== contents) return 'another window'\n", '', 'another window gets the contract'),
  mutant(ipc, "  if (!senderFrame) return 'the frame is gone'\n", '  if (!senderFrame) return undefined\n', 'no frame'),
  mutant(ipc, "  if (senderFrame.parent) return 'not the top frame'\n", '', 'a frame inside gets the contract'),
  mutant(ipc, "  if (senderFrame.origin !== ownOrigin) return 'another origin'\n", '', 'any page gets the contract'),
  mutant(ipc, "  if (!isOfOrigin(senderFrame.url, ownOrigin)) return 'another page'\n", '', 'about:blank gets it'),
  mutant(ipc, "  if (ports.length !== 1) return 'not one port'\n", '', 'ports beside the served one stay open'),

  mutant(ipc, 'if (refusal || !port) {', 'if (!port) {', 'a refusal is logged and the port is served'),
  mutant(ipc, '      for (const refused of event.ports) refused.close()\n', '', 'refused ports stay open'),
  mutant(ipc, '    drop()\n    current', '    current', 'the old port lives on beside the new one'),
  mutant(ipc, 'if (isMainFrame && !isSameDocument) drop()', '', 'a page that went away keeps its port'),
  mutant(ipc, "  contents.on('render-process-gone', drop)\n", '', 'a dead page keeps its streams'),
  mutant(ipc, '    port?.close()\n', '', 'a dropped port stays open'),

  mutant(open, '!url || !isAllowedLink(link)', '!url', 'any program registered for a URL is started'),
  mutant(open, 'shell.openExternal(url.href)', 'shell.openExternal(link)', 'a link is read in two ways'),
  mutant(links, "url?.protocol !== 'https:' || ", '!url || ', 'links without TLS'),
  mutant(links, 'url.hostname === host', 'url.hostname.endsWith(host)', 'evilmp.weixin.qq.com is WeChat'),
  mutant(links, ' || url.username || url.password', '', 'a name in front of the host'),

  mutant(reply, "if (request.method !== 'GET')", "if (request.method === 'HEAD')", 'the page answers to POST'),
  mutant(reply, 'host === APP_HOST ? await', 'host ? await', 'another origin of the scheme is ours'),
  mutant(reply, 'status: 404, headers: pageHeaders', 'status: 404', 'an error page without a policy'),
  mutant(reply, "{ ...pageHeaders, 'content-type'", "{ 'content-type'", 'the page without a policy'),
]
