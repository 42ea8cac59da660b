import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { fill } from '../contract/pure/texts/fill.ts'
import { createApp } from '../core/app.ts'
import { createRotatingLog } from '../core/log/rotating-log.ts'
import { createNotices } from '../core/notices/notices.ts'
import { createMemoryVault } from '../core/ports/memory-vault.ts'
import { systemClock } from '../core/ports/system-clock.ts'
import type { Log, SecretVault } from '../core/ports.ts'
import { createRedactor } from '../core/redaction/create-redactor.ts'
import { createSaving } from '../core/saving/saving.ts'
import { openStore } from '../core/store/open-store.ts'
import { proxyFromEnvironment } from '../core/way/environment.ts'
import { dataFolderPath, prepareDataFolder } from './data-folder.ts'
import { type Flags, parseFlags } from './flags.ts'
import { createHttp } from './http.ts'
import { drain, LOOPBACK, listen } from './listen.ts'
import { openPage } from './open-page.ts'
import { passphraseSource } from './passphrase.ts'
import { openStateFile } from './ports/state-file.ts'
import { openVaultFile } from './ports/vault-file.ts'
import { StartError } from './start-error.ts'
import { words } from './words.ts'

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
  try {
    const flags = parseFlags(options.args)
    const stop = await start(flags, options)
    await stopSignal()
    await stop()
    return 0
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    say(error.message)
    return error.exitCode
  }
}

/** Puts the host together and serves; returns how to stop. */
async function start(flags: Flags, options: RunOptions): Promise<() => Promise<void>> {
  const pageFolder = fileURLToPath(options.page)
  if (!existsSync(join(pageFolder, 'index.html'))) throw new StartError(words.start.noPage)
  const dataFolder = dataFolderPath(flags.data, process.env, process.platform)
  prepareDataFolder(dataFolder)

  const redactor = createRedactor()
  const logFile = join(dataFolder, 'console.log')
  const log = createRotatingLog({ file: logFile, redactor, clock: systemClock })
  reportUncaught(log, logFile)

  const vault = await openVault(flags)
  const sessionKey = randomBytes(32).toString('base64url')
  redactor.hold('session-key', sessionKey)
  const app = await createApp({
    host: {
      kind: 'webhost',
      version: readVersion(options.packageFile),
      platform: process.platform,
      capabilities: { openExternal: false, clipboard: false, menu: false, notify: false },
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
    notices: createNotices(),
    sandboxWorker: options.sandboxWorker,
    maxPages: MAX_PAGES,
    systemProxy: async (url) => proxyFromEnvironment(process.env, url),
  })

  const http = createHttp({ router: app.router, sessionKey, pageFolder })
  const server = createAdaptorServer({ fetch: http.fetch }) as Server
  const port = await listen(server, flags.port).catch(async (error: unknown) => {
    await app.close()
    throw error
  })
  log.info('listening', { port })
  if (flags.port !== 0 && port !== flags.port) say(fill(words.portBusy, { port: flags.port, used: port }))
  const url = `http://${LOOPBACK}:${port}/#key=${sessionKey}`
  process.stdout.write(`${url}\n`)
  say(words.started)
  if (flags.open) openPage(url)

  return async () => {
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref()
    await Promise.all([drain(server), app.close()])
    log.info('stopped')
  }
}

function openVault(flags: Flags): Promise<SecretVault> | SecretVault {
  if (flags.vault === undefined) return createMemoryVault('not-asked')
  const terminal = { input: process.stdin, output: process.stderr }
  return openVaultFile(resolve(flags.vault), passphraseSource(process.env, terminal))
}

/** A terminal's Ctrl+C may arrive twice, from the terminal and from the launcher: the first is enough. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

function reportUncaught(log: Log, logFile: string): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { stack: error instanceof Error ? error.stack : String(error) })
    say(fill(words.unexpected, { file: logFile }))
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
