import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/exit-codes.ts'
import { isSupportedNode, OLDEST_NODE } from './command-line/node-version.ts'
import { hasTerminal } from './command-line/signals.ts'
import { messages } from './messages.ts'

// Runs bundled (out/main/webhost.js) and as it stands here, under a Node that strips types.
const isSource = import.meta.url.endsWith('.ts')
const at = (source: string, built: string) => new URL(isSource ? source : built, import.meta.url)

if (isSupportedNode(process.versions.node)) {
  // Until run.ts is there and takes the signals, those that are no reason to end end nothing.
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
