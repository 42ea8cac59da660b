import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ConsoleEvent, Feature, Snapshots } from '#contract/events.ts'
import type { ConsoleClient } from '#contract/index.ts'
import { clientFor } from '#webhost/testing/child.ts'
import { PASSPHRASE } from './vault-file.ts'
import type { Workplace } from './workplace.ts'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))
export const builtWebhost = join(projectRoot, 'out/main/webhost.js')
/** A machine under load takes its time; a console that hangs is found all the same. */
const START_WITHIN_MS = 60_000
const STOP_WITHIN_MS = 20_000

export interface HostOptions {
  data: string
  /** Its passphrase is {@link PASSPHRASE}. */
  vault?: string
  args?: string[]
  env?: Record<string, string>
  /** The most files and sockets it may have open. */
  descriptors?: number
}

/** A webhost process, listening or not. */
export interface Starting {
  process: ChildProcess
  stdout(): string
  stderr(): string
  /** The address it printed; `undefined` when it ended instead. */
  url: Promise<string | undefined>
  /** Its exit code; `null` when it was killed. */
  exited: Promise<number | null>
}

/** A webhost that is listening. */
export interface Host extends Starting {
  client: ConsoleClient
  address: string
  /** As a crash would. */
  kill(): Promise<void>
  /** SIGTERM; its exit code. */
  stop(): Promise<number | null>
}

/** Starts the built webhost as a process of its own. */
export function spawnHost(
  { data, vault, args = [], env = {}, descriptors }: HostOptions,
  workplace: Workplace,
): Starting {
  const child = workplace.child(
    spawn(
      ...limited(descriptors, [
        process.execPath,
        ...[builtWebhost, '--port', '0', '--data', data],
        ...(vault === undefined ? [] : ['--vault', vault]),
        ...args,
      ]),
      {
        env: {
          ...process.env,
          LC_ALL: 'en_US.UTF-8',
          ...(vault !== undefined && { MP_CONSOLE_PASSPHRASE: PASSPHRASE }),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ),
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const printed = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      const [found] = /http:\/\/\S+(?=\s)/.exec(stdout) ?? []
      if (found) resolve(found)
    })
  })
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    url: Promise.race([printed, exited.then(() => undefined)]),
    exited,
  }
}

function limited(descriptors: number | undefined, [program = '', ...args]: string[]): [string, string[]] {
  if (descriptors === undefined) return [program, args]
  return ['/bin/sh', ['-c', `ulimit -n ${descriptors}; exec "$0" "$@"`, program, ...args]]
}

/** Starts the built webhost and opens it as a page would; rejects with what it printed when it does not come up. */
export async function startHost(options: HostOptions, workplace: Workplace): Promise<Host> {
  const starting = spawnHost(options, workplace)
  const address = await within(START_WITHIN_MS, starting.url, 'no address was printed')
  if (address === undefined) throw new Error(`it did not start: ${starting.stderr().trim()}`)
  return openHost(starting, address)
}

export async function openHost(starting: Starting, address: string): Promise<Host> {
  const client = await clientFor(address)
  return {
    ...starting,
    client,
    address,
    async kill() {
      starting.process.kill('SIGKILL')
      await starting.exited
    },
    async stop() {
      starting.process.kill('SIGTERM')
      return within(STOP_WITHIN_MS, starting.exited, 'it does not stop')
    },
  }
}

/** One feature as a page sees it when it opens. */
export async function readSnapshot<F extends Feature>({ client }: Host, feature: F): Promise<Snapshots[F]> {
  const control = new AbortController()
  const read = async () => {
    const stream = await client.events.watch({ takeOver: true }, { signal: control.signal })
    for await (const event of stream as AsyncIterable<ConsoleEvent>) {
      if (event.feature === feature && 'snapshot' in event) return event.snapshot as Snapshots[F]
    }
    throw new Error('the stream ended before its snapshots')
  }
  try {
    return await within(START_WITHIN_MS, read(), `no snapshot of ${feature}`)
  } finally {
    control.abort()
  }
}

/** Waits until it is so; looks several times a second. */
export async function eventually(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  withinMs = 20_000,
): Promise<void> {
  for (const end = performance.now() + withinMs; !(await isSo()); await sleep(100)) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
  }
}

/** Rejects with `otherwise` when the promise takes longer. */
export async function within<T>(ms: number, promise: Promise<T>, otherwise: string): Promise<T> {
  const control = new AbortController()
  const timeUp = once(AbortSignal.any([AbortSignal.timeout(ms), control.signal]), 'abort').then(() => {
    throw new Error(otherwise)
  })
  timeUp.catch(() => undefined)
  try {
    return await Promise.race([promise, timeUp])
  } finally {
    control.abort()
  }
}
