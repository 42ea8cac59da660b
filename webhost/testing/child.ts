import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ConsoleClient } from '../../contract/index.ts'

const at = (path: string) => new URL(path, import.meta.url).href

export interface Child {
  process: ChildProcessWithoutNullStreams
  /** What was written so far. */
  stdout(): string
  stderr(): string
  exitCode: Promise<number | null>
}

/** Runs the webhost in a process of its own, unbuilt, with a page made in `folder`. */
export function runWebhost(folder: string, args: string[], { env = {}, before = '', page = true } = {}): Child {
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
  return watch(['--input-type=module', '--eval', script], env)
}

/** Runs `main.ts` itself. */
export function runMain(args: string[]): Child {
  return watch([new URL('../main.ts', import.meta.url).pathname, ...args], {})
}

function watch(args: string[], env: Record<string, string>): Child {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } })
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

/** A page's client, as the printed URL makes it. */
export function clientFor(url: string): ConsoleClient {
  const { origin, hash } = new URL(url)
  const sessionKey = new URLSearchParams(hash.slice(1)).get('key') ?? ''
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { 'x-session-key': sessionKey } }))
}
