import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/cli-errors.ts'
import { messages } from './command-line/messages.ts'
import { hasTerminal } from './command-line/signals.ts'

/** The oldest Node that has all the console uses: `node:sqlite` without a flag, and what undici asks for. */
const OLDEST_NODE = '22.19'

// Runs bundled (out/main/webhost.js) and as it stands here, under a Node that strips types.
const isSource = import.meta.url.endsWith('.ts')
const at = (source: string, built: string) => new URL(isSource ? source : built, import.meta.url)

if (process.versions.node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) >= 0) {
  // Until run.ts has taken over the signals, those that do not stop the console must not end the process.
  if (!hasTerminal()) process.on('SIGHUP', () => {})
  if (process.platform !== 'win32') process.on('SIGUSR2', () => {})
  // Not imported before the check: an old Node fails on the first import of what it does not have.
  const { run } = await import('./run.ts')
  process.exit(
    await run({
      args: process.argv.slice(2),
      packageFile: at('../package.json', '../../package.json'),
      page: at('../out/renderer/', '../renderer/'),
      sandboxWorker: at('../core/sandbox/worker.ts', './sandbox-worker.js'),
    }),
  )
} else {
  process.stderr.write(`${fill(messages.nodeTooOld, { needed: OLDEST_NODE, version: process.versions.node })}\n`)
  process.exitCode = exitCodes.notInstalled
}
