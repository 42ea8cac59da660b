import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ConsoleClient } from '#contract/index.ts'
import { SESSION_KEY_HEADER, TICKET_PATH, ticketIn } from '#contract/pure/host/webhost.ts'

const at = (path: string) => new URL(path, import.meta.url).href

export interface Child {
  process: ChildProcessWithoutNullStreams
  /** Everything written so far. */
  stdout(): string
  stderr(): string
  exitCode: Promise<number | null>
}

/** Runs the webhost in a process of its own, unbuilt, with a page made in `folder`; `terminal`: one of its own, and `after` a command in it. */
export function runWebhost(
  folder: string,
  args: string[],
  { env = {}, before = '', page = true, terminal = false, after = '' } = {},
): Child {
  const pageFolder = join(folder, 'page')
  mkdirSync(pageFolder, { recursive: true })
  if (page) writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  const options = {
    args: ['--data', join(folder, 'data'), ...args],
    packageFile: at('../../package.json'),
    page: `${pathToFileURL(pageFolder)}/`,
    sandboxWorker: at('../../core/sandbox/worker.ts'),
  }
  const script = `
    import { run } from ${JSON.stringify(at('../run.ts'))}
    ${before}
    const { args, ...urls } = ${JSON.stringify(options)}
    const [packageFile, page, sandboxWorker] = Object.values(urls).map((url) => new URL(url))
    process.exit(await run({ args, packageFile, page, sandboxWorker }))
  `
  const nodeArgs = ['--input-type=module', '--eval', script]
  return terminal ? atTerminal(nodeArgs, after) : watch(process.execPath, nodeArgs, env)
}

/** By `script` of util-linux: it makes a terminal, and all its output is on stdout. */
function atTerminal(args: string[], after: string): Child {
  const quoted = [process.execPath, ...args].map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ')
  // Its process id is printed first, since a signal is to reach the one in the terminal.
  const run = after ? `sh -c 'echo pid $$; exec "$@"' - ${quoted}; ${after}` : `exec ${quoted}`
  return watch('script', ['--quiet', '--return', '--command', run, '/dev/null'], {})
}

/** Runs `main.ts` itself, with `nodeArgs` for Node. */
export function runMain(args: string[], nodeArgs: string[] = []): Child {
  return watch(process.execPath, [...nodeArgs, new URL('../main.ts', import.meta.url).pathname, ...args], {})
}

function watch(command: string, args: string[], env: Record<string, string>): Child {
  const child = spawn(command, args, { env: { ...process.env, ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    exitCode: new Promise((resolve) => child.once('close', resolve)),
  }
}

/** A page's client, as a page makes it: the ticket of the printed address is exchanged for a key. */
export async function clientFor(url: string): Promise<ConsoleClient> {
  const { origin, hash } = new URL(url)
  const { key } = (await (await redeem(origin, ticketIn(hash))).json()) as { key: string }
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { [SESSION_KEY_HEADER]: key } }))
}

export function redeem(origin: string, ticket: string | undefined): Promise<Response> {
  return fetch(`${origin}${TICKET_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
  })
}
