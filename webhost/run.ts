import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addressWith } from '#contract/pure/webhost.ts'
import { createApp } from '#core/app.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { createRotatingLog } from '#core/kernel/log/rotating-log.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { proxyFromEnvironment } from '#core/net/proxy/environment.ts'
import { environmentNotices, printingDebugSets } from '#core/notices/environment.ts'
import { createNotices, type Notices } from '#core/notices/notices.ts'
import type { WantedPort } from '#core/serving/listen.ts'
import { openListener } from '#core/serving/listener.ts'
import { createRefusalLog } from '#core/serving/refusal-log.ts'
import { hideIn } from '#core/serving/secret-set.ts'
import { openStore } from '#core/store/open-store.ts'
import { fill } from '#i18n/fill.ts'
import { dataFolderPath, prepareDataFolder } from './command-line/data-folder.ts'
import { exitCodes } from './command-line/exit-codes.ts'
import { type Flags, parseFlags } from './command-line/flags.ts'
import { hasTerminal, outliveOutput, ownSignals } from './command-line/signals.ts'
import { errorCode, StartError } from './command-line/start-error.ts'
import { onEnter } from './command-line/terminal-keys.ts'
import { messages } from './messages.ts'
import { openPage } from './open-page.ts'
import { createPageServer } from './pages/page-server.ts'
import { createSessions } from './pages/sessions.ts'
import { createTickets } from './pages/tickets.ts'
import { passphraseSource, takePassphrase } from './passphrase/passphrase.ts'
import { newKdf } from './vault/vault-crypto.ts'
import { type AskPassphrase, openVaultFile } from './vault/vault-file.ts'

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
/** Stopping waits this long for what is still being written. */
const CLOSE_WITHIN_MS = 5_000

/** Runs the webhost until it is told to stop; resolves to the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const signals = ownSignals(hasTerminal(), process.exit)
  outliveOutput()
  const passphrase = takePassphrase(process.env)
  try {
    const flags = parseFlags(options.args)
    const stop = await start(flags, passphrase, options)
    await signals.stop()
    return await stop()
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    say(error.message)
    return error.exitCode
  }
}

/** Puts the host together and serves; returns how to stop, which resolves to the exit code. */
async function start(
  flags: Flags,
  passphrase: string | undefined,
  options: RunOptions,
): Promise<() => Promise<number>> {
  const printing = printingDebugSets()
  if (printing.length > 0) {
    throw new StartError(fill(messages.start.printsSecrets, { sets: printing.join(', ') }), exitCodes.usage)
  }
  const pageFolder = fileURLToPath(options.page)
  if (!existsSync(join(pageFolder, 'index.html'))) throw new StartError(messages.start.noPage, exitCodes.notInstalled)
  const dataFolder = dataFolderPath(flags.data, process.env, process.platform)
  prepareDataFolder(dataFolder)

  const redactor = createRedactor()
  const logFile = join(dataFolder, 'console.log')
  const log = createRotatingLog({ file: logFile, redactor, clock: systemClock })
  reportUncaught(log, logFile)

  const notices = createNotices()
  const vault = await openVault(flags, passphrase, { redactor, notices })
  const hide = hideIn(redactor)
  const tickets = createTickets(systemClock, hide)
  environmentNotices(process.env).forEach(notices.notice)
  const app = await createApp({
    host: {
      kind: 'webhost',
      version: readVersion(options.packageFile),
      platform: process.platform,
      capabilities: { openExternal: false, clipboard: false, menu: false, notify: false, morePages: true },
      dataFolder,
      logFile,
    },
    clock: systemClock,
    vault,
    stateFile: (name) => openStateFile(dataFolder, name),
    store: await openStore(dataFolder),
    saving: createSaving(systemClock, log),
    log,
    redactor,
    notices,
    sandboxWorker: options.sandboxWorker,
    maxPages: MAX_PAGES,
    issueTicket: tickets.issue,
    systemProxy: async (url) => proxyFromEnvironment(process.env, url),
  })

  const listener = await openListener({
    ...createPageServer({
      router: app.router,
      tickets,
      sessions: createSessions(systemClock, hide),
      pageFolder,
      onRefusal: createRefusalLog(log, systemClock),
    }),
    port: flags.port,
    clock: systemClock,
    log,
  }).catch(async (error: unknown) => {
    await app.close()
    throw portError(error, flags.port)
  })
  const { port } = listener
  log.info('listening', { port })
  if (port !== flags.port.port && flags.port.port !== 0)
    say(fill(messages.portBusy, { port: flags.port.port, used: port }))

  const newAddress = () => addressWith(listener.origin, tickets.issue().ticket)
  const print = () => void process.stdout.write(`${newAddress()}\n`)
  print()
  if (process.platform !== 'win32') process.on('SIGUSR2', print)
  say(onEnter(process.stdin, print) ? messages.startedHere : fill(messages.started, { pid: process.pid }))
  // Its own, so that the one on the terminal stays good.
  if (flags.open) openPage(newAddress())

  return async () => {
    const late = setTimeout(() => {
      say(messages.notAllWritten)
      process.exit(exitCodes.notAllWritten)
    }, CLOSE_WITHIN_MS)
    await Promise.all([listener.close(), app.close()])
    clearTimeout(late)
    log.info('stopped')
    return exitCodes.stopped
  }
}

function openVault(
  flags: Flags,
  passphrase: string | undefined,
  { redactor, notices }: { redactor: Redactor; notices: Notices },
): Promise<SecretVault> | SecretVault {
  if (flags.vault === undefined) return createMemoryVault('not-asked')
  const terminal = { input: process.stdin, output: process.stderr }
  const ask = passphraseSource(flags.passphrase, passphrase, terminal)
  const askAndHold: AskPassphrase = async (vault) => {
    const given = await ask(vault)
    redactor.hold('vault-passphrase', given)
    return given
  }
  return openVaultFile(resolve(flags.vault), askAndHold, newKdf, notices.notice)
}

function portError(error: unknown, { port, orLater }: WantedPort): StartError {
  const code = errorCode(error)
  const { noPort, noLaterPort, portTaken } = messages.start
  const taken = orLater ? noLaterPort : portTaken
  return new StartError(fill(code === 'EADDRINUSE' ? taken : noPort, { port, code }), exitCodes.port)
}

function reportUncaught(log: Log, logFile: string): void {
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
