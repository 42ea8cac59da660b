import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addressWith } from '#contract/pure/host/webhost.ts'
import { type BootContext, createBootContext, openConsole } from '#core/boot/open-console.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { proxyFromEnvironment } from '#core/net/proxy/environment.ts'
import { printingDebugSets } from '#core/notices/environment.ts'
import type { WantedPort } from '#core/serving/listen.ts'
import { type Listener, openListener } from '#core/serving/listener.ts'
import { createRefusalLog } from '#core/serving/refusal-log.ts'
import { hideIn } from '#core/serving/secret-set.ts'
import { fill } from '#i18n/fill.ts'
import { errorCode, exitCodes, StartError } from './command-line/cli-errors.ts'
import { dataFolderPath, prepareDataFolder } from './command-line/data-folder.ts'
import { type Flags, parseFlags } from './command-line/flags.ts'
import { messages } from './command-line/messages.ts'
import { hasTerminal, outliveOutput, ownSignals } from './command-line/signals.ts'
import { onEnter } from './command-line/terminal-keys.ts'
import { createPageServer } from './pages/page-server.ts'
import { createSessions } from './pages/sessions.ts'
import { createTickets } from './pages/tickets.ts'
import { passphraseSource, takePassphrase } from './passphrase/passphrase.ts'
import type { AskPassphrase } from './vault/unlock-vault.ts'
import { openVaultFile } from './vault/vault-file.ts'

export interface RunOptions {
  /** The command line, without Node and script. */
  args: string[]
  packageFile: URL
  /** Folder of the built page. */
  page: URL
  sandboxWorker: URL
}

/** Pages served at once: HTTP/1.1 gives a browser six connections to a host, and each page holds one open. */
const MAX_PAGES = 4

/** Runs the webhost until a signal stops it; resolves to the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const signals = ownSignals(hasTerminal(), process.exit)
  outliveOutput()
  const passphrase = takePassphrase(process.env)
  try {
    const flags = parseFlags(options.args)
    const boot = createBootContext(claimDataFolder(flags, fileURLToPath(options.page)))
    reportUncaught(boot)
    const vault = await openVault(flags, passphrase, boot)
    const stop = await serve({ flags, vault, boot, options })
    await signals.stop()
    return await stop()
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    say(error.message)
    return error.exitCode
  }
}

/** The data folder, once nothing speaks against a start. */
function claimDataFolder(flags: Flags, pageFolder: string): string {
  const printing = printingDebugSets()
  if (printing.length > 0) {
    throw new StartError(fill(messages.start.printsSecrets, { sets: printing.join(', ') }), exitCodes.usage)
  }
  if (!existsSync(join(pageFolder, 'index.html'))) throw new StartError(messages.start.noPage, exitCodes.notInstalled)
  const dataFolder = dataFolderPath(flags.data, process.env, process.platform)
  prepareDataFolder(dataFolder)
  return dataFolder
}

/** The vault that was asked for. Opened before the console, since a person may have to type its passphrase first. */
async function openVault(
  flags: Flags,
  passphrase: string | undefined,
  { redactor, notices }: BootContext,
): Promise<SecretVault | undefined> {
  if (flags.vault === undefined) return undefined
  const terminal = { input: process.stdin, output: process.stderr }
  const ask = passphraseSource(flags.passphrase, passphrase, terminal)
  const askPassphrase: AskPassphrase = async (vault) => {
    const given = await ask(vault)
    redactor.hold('vault-passphrase', given)
    return given
  }
  return openVaultFile(resolve(flags.vault), { askPassphrase, notice: notices.notice })
}

interface ServeContext {
  flags: Flags
  vault: SecretVault | undefined
  boot: BootContext
  options: RunOptions
}

/** Opens the console, serves its page and prints its address; returns how to stop, which resolves to the exit code. */
async function serve({ flags, vault, boot, options }: ServeContext): Promise<() => Promise<number>> {
  const { clock, log, redactor } = boot
  const hide = hideIn(redactor)
  const tickets = createTickets(clock, hide)
  const opened = await openConsole(boot, {
    host: {
      kind: 'webhost',
      version: readVersion(options.packageFile),
      capabilities: { openExternal: false, clipboard: false, menu: false, notify: false, morePages: true },
    },
    ...(vault && { openVault: async () => vault }),
    sandboxWorker: options.sandboxWorker,
    maxPages: MAX_PAGES,
    issueTicket: tickets.issue,
    systemProxy: async (url) => proxyFromEnvironment(process.env, url),
  })
  const pageServer = createPageServer({
    router: opened.app.router,
    tickets,
    sessions: createSessions(clock, hide),
    pageFolder: fileURLToPath(options.page),
    onRefusal: createRefusalLog(log, clock),
  })
  const listener = await openListener({ ...pageServer, port: flags.port, clock, log }).catch(async (error: unknown) => {
    await opened.app.close()
    throw portError(error, flags.port)
  })
  log.info('listening', { port: listener.port })
  announce(listener, flags, () => tickets.issue().ticket)

  return async () => {
    const outcome = await opened.close(listener.close)
    if (outcome === 'late') {
      say(messages.notAllWritten)
      return exitCodes.notAllWritten
    }
    log.info('stopped')
    return exitCodes.stopped
  }
}

/** Prints the address of the page, and another one whenever it is asked for. */
function announce({ port, origin }: Listener, { port: wanted, open }: Flags, issueTicket: () => string): void {
  if (port !== wanted.port && wanted.port !== 0) say(fill(messages.portBusy, { port: wanted.port, used: port }))
  const newAddress = () => addressWith(origin, issueTicket())
  const print = () => void process.stdout.write(`${newAddress()}\n`)
  print()
  if (process.platform !== 'win32') process.on('SIGUSR2', print)
  say(onEnter(process.stdin, print) ? messages.startedHere : fill(messages.started, { pid: process.pid }))
  // Its own, so that the one on the terminal stays good.
  if (open) openInBrowser(newAddress())
}

/**
 * Shows the page in the system's browser. While the opener runs, other users of the machine may read its arguments, the
 * address with its ticket among them; the browser uses that up. Only on `--open`, since one of them may be faster.
 */
function openInBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  // Without a browser the person still has the URL on the terminal.
  opener.on('error', () => {})
  opener.unref()
}

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

function portError(error: unknown, { port, orLater }: WantedPort): StartError {
  const code = errorCode(error)
  const { noPort, noLaterPort, portTaken } = messages.start
  const taken = orLater ? noLaterPort : portTaken
  return new StartError(fill(code === 'EADDRINUSE' ? taken : noPort, { port, code }), exitCodes.port)
}

function reportUncaught({ log, logFile }: BootContext): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { stack: error instanceof Error ? error.stack : String(error) })
    say(fill(messages.unexpected, { file: logFile }))
    process.exit(1)
  })
}

function readVersion(packageFile: URL): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  return version
}

/** To stderr: stdout is for the URL alone. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
