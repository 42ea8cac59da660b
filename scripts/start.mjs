import { isatty } from 'node:tty'
import { chooseElectron } from './lib/electron/electron-path.mjs'
import { fetchElectron } from './lib/electron/fetch-electron.mjs'
import { parseLaunchFlags } from './lib/electron/launch-flags.mjs'
import { isInstalled, projectNode, putProjectNodeOnPath, root, toolScript } from './lib/project.mjs'
import { failedLately, forgetFailure, rememberFailure } from './lib/run/failure-memory.mjs'
import { hostEnvironment } from './lib/run/host-environment.mjs'
import { runElectron, runWebhost } from './lib/run/hosts.mjs'
import { runWatched } from './lib/run/watchdog.mjs'
import { fill, say, words } from './lib/words.mjs'

/** As the webhost says it: `webhost/command-line/cli-errors.ts`. */
const NOT_INSTALLED = 24
/** A build of this size takes seconds. */
const BUILD_QUIET_MS = 120_000

/** @param {string[]} args */
async function start(args) {
  const parsed = parseLaunchFlags(args)
  if ('mistake' in parsed) {
    say(parsed.mistake)
    return 2
  }
  if (!isInstalled()) {
    say(words.notInstalled)
    return NOT_INSTALLED
  }
  const { flags } = parsed
  if (flags.build && !(await build())) return NOT_INSTALLED
  if (flags.web) return runWebhost(flags.hostFlags, passphrase)

  const electron = await getElectron(flags)
  if ('reason' in electron) return webInstead(electron.reason, flags)
  if (flags.webOnly.length > 0) say(words.webOnly, { flags: flags.webOnly.join(', ') })
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (asRoot) say(words.asRoot)
  const end = await runElectron(electron.path, [...(asRoot ? ['--no-sandbox'] : []), root, ...flags.hostFlags])
  return end.kind === 'ended' ? end.code : webInstead(fill(words.died, { why: end.why }), flags)
}

async function build() {
  say(words.building)
  const { kind, code, output } = await runWatched(
    projectNode(),
    [toolScript('electron-vite', 'electron-vite'), 'build'],
    {
      cwd: root,
      // What another program's tool left in a shell is not built in.
      env: hostEnvironment(process.env),
      quietMs: BUILD_QUIET_MS,
    },
  )
  if (kind === 'ended' && code === 0) return true
  say(words.buildFailed)
  process.stderr.write(output)
  return false
}

/**
 * The Electron to run, or why there is none, as a sentence.
 * @param {import('./lib/electron/launch-flags.mjs').LaunchFlags} flags
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
async function getElectron({ desktop, waitSeconds }) {
  const choice = chooseElectron(process.env, process.platform)
  if (choice.kind === 'found') {
    // A shell opened inside another program's development server has such a variable set.
    if (choice.given) say(words.givenElectron, { path: choice.path })
    return { path: choice.path }
  }
  if (choice.kind === 'missing') return { reason: fill(words.noElectronAt, { path: choice.path }) }
  if (choice.kind === 'no-display') return { reason: words.noDisplay }
  if (failedLately() && !desktop) return { reason: words.rememberedFailure }

  const why = await fetchElectron(waitSeconds)
  const fetched = chooseElectron(process.env, process.platform)
  if (why === undefined && fetched.kind === 'found') {
    forgetFailure()
    return { path: fetched.path }
  }
  rememberFailure()
  return { reason: fill(words.fetchFailed, { why: why ?? fetched.kind }) }
}

/**
 * @param {string} reason
 * @param {import('./lib/electron/launch-flags.mjs').LaunchFlags} flags
 */
function webInstead(reason, { hostFlags }) {
  say(words.webInstead, { reason })
  return runWebhost(hostFlags, passphrase)
}

// For the webhost alone: neither the build nor Electron gets to see it.
const passphrase = process.env.MP_CONSOLE_PASSPHRASE
delete process.env.MP_CONSOLE_PASSPHRASE
// Under nohup there is no terminal that could hang up; Node has undone that SIGHUP is ignored.
if (![0, 1, 2].some(isatty)) process.on('SIGHUP', () => {})
// Asks for another address; before the webhost runs there is none, and unheard it would be the end.
if (process.platform !== 'win32') process.on('SIGUSR2', () => {})
putProjectNodeOnPath()
try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  say(words.unexpected, { why: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
