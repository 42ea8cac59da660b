/** What the two commands say, in the language of the system. They run before anything is built, so the words are here. */

const zhCN = {
  building: '正在构建…',
  buildFailed: '构建失败：',
  notInstalled: '依赖还没有装好。先运行 npm ci。',
  unknownFlag:
    '无法识别 {{flag}}。可用的参数：--web、--desktop、--electron-wait S、--no-build、--port N、--vault FILE、--passphrase-fd N、--passphrase-file FILE、--data DIR、--open。',
  noValue: '{{flag}} 需要一个值。',
  waitValue: '--electron-wait 需要大于 0 的秒数，收到 {{value}}。',
  webOnly: '{{flags}} 只对浏览器版有效，桌面窗口会忽略它。',
  asRoot: '以 root 运行：Electron 的沙盒已关闭（--no-sandbox）。',
  fetching: '正在下载 Electron…',
  fetched: 'Electron 已下载 {{mb}} MB',
  webInstead: '{{reason}}改用浏览器版，打开下面的网址。',
  noDisplay: '没有图形界面，不启动 Electron 窗口。',
  givenElectron: '使用环境变量指定的 Electron：{{path}}',
  noElectronAt: '{{path}} 不存在。',
  rememberedFailure: 'Electron 上次下载失败，一天内不再尝试（npm start -- --desktop 立即重试）。',
  fetchFailed: 'Electron 下载失败（{{why}}）。国内网络可设置镜像后重试：ELECTRON_MIRROR=<URL> npm start -- --desktop。',
  quiet: '{{seconds}} 秒没有进展',
  exitCode: '退出码 {{code}}',
  died: 'Electron 在窗口出现前退出（{{why}}）。要重新下载，先删除 node_modules/electron/dist，再运行（国内网络用镜像）：ELECTRON_MIRROR=<URL> npm start -- --desktop。',
  unexpected: '启动失败：{{why}}',
  test: {
    step: '— {{name}}',
    lint: '代码检查',
    types: '类型',
    unit: '单元测试',
    build: '构建',
    built: '构建产物',
    e2e: '端到端测试',
    e2eNoBuild: '端到端测试未运行：构建失败。',
    browserInstall: '没有找到 Chrome 或 Chromium，正在用 playwright install chromium 下载…',
    browserApt: 'Chromium 下载失败（{{why}}）。正在安装 Debian 软件包：apt-get install chromium…',
    noBrowser: '端到端测试需要 Chrome 或 Chromium。先运行：{{command}}',
    desktopSkipped: '跳过 desktop：{{reason}}',
    desktopMustRun: 'desktop 没有运行，而 CI 中给出了 Electron：{{reason}}',
    noElectron: '没有安装 Electron（运行 npx install-electron）。',
    noDesktopTests: '没有任何 desktop 测试真正运行。',
  },
}

/** @type {typeof zhCN} */
const en = {
  building: 'Building…',
  buildFailed: 'The build failed:',
  notInstalled: 'The dependencies are not installed. Run npm ci first.',
  unknownFlag:
    'Unknown {{flag}}. Known flags: --web, --desktop, --electron-wait S, --no-build, --port N, --vault FILE, --passphrase-fd N, --passphrase-file FILE, --data DIR, --open.',
  noValue: '{{flag}} needs a value.',
  waitValue: '--electron-wait needs a number of seconds above 0, got {{value}}.',
  webOnly: '{{flags}} counts only in the browser version; the desktop window ignores it.',
  asRoot: "Running as root: Electron's sandbox is off (--no-sandbox).",
  fetching: 'Downloading Electron…',
  fetched: 'Electron: {{mb}} MB downloaded',
  webInstead: '{{reason}} Starting the browser version instead; open the address below.',
  noDisplay: 'There is no display for the Electron window.',
  givenElectron: 'Using the Electron that the environment names: {{path}}',
  noElectronAt: '{{path}} does not exist.',
  rememberedFailure:
    'Electron could not be downloaded last time; not tried again for a day (npm start -- --desktop tries now).',
  fetchFailed:
    'Electron could not be downloaded ({{why}}). From China, try a mirror: ELECTRON_MIRROR=<URL> npm start -- --desktop.',
  quiet: 'no progress for {{seconds}} s',
  exitCode: 'exit code {{code}}',
  died: 'Electron ended before its window showed ({{why}}). To download it anew, delete node_modules/electron/dist and run (from China, by a mirror): ELECTRON_MIRROR=<URL> npm start -- --desktop.',
  unexpected: 'The start failed: {{why}}',
  test: {
    step: '— {{name}}',
    lint: 'lint',
    types: 'types',
    unit: 'unit tests',
    build: 'build',
    built: 'what was built',
    e2e: 'end-to-end tests',
    e2eNoBuild: 'The end-to-end tests did not run: the build failed.',
    browserInstall: 'No Chrome or Chromium was found; fetching one by playwright install chromium…',
    browserApt: 'Chromium could not be downloaded ({{why}}). Installing the Debian package: apt-get install chromium…',
    noBrowser: 'The end-to-end tests need Chrome or Chromium. First run: {{command}}',
    desktopSkipped: 'desktop skipped: {{reason}}',
    desktopMustRun: 'desktop did not run although CI was given an Electron: {{reason}}',
    noElectron: 'Electron is not installed (npx install-electron fetches it).',
    noDesktopTests: 'No desktop test really ran.',
  },
}

export const words = Intl.DateTimeFormat().resolvedOptions().locale.toLowerCase().startsWith('zh') ? zhCN : en

/**
 * Fills the `{{name}}` blanks of a text.
 * @param {string} text
 * @param {Record<string, string | number>} [blanks]
 */
export function fill(text, blanks = {}) {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (blank, name) => String(blanks[name] ?? blank))
}

/**
 * Says one line on stderr: stdout is the hosts' own, and the webhost promises one URL on it.
 * @param {string} text
 * @param {Record<string, string | number>} [blanks]
 */
export function say(text, blanks) {
  process.stderr.write(`${fill(text, blanks)}\n`)
}
