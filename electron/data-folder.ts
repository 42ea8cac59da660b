import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * The data folder that was asked for, by `--data DIR` or else by MP_CONSOLE_DATA; absolute. `undefined`: the
 * system's usual place. `argv` is the process's own, with Chromium's switches among it.
 */
export function askedDataFolder(argv: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const { values } = parseArgs({ args: argv.slice(1), options: { data: { type: 'string' } }, strict: false })
  const asked = (typeof values.data === 'string' && values.data) || env.MP_CONSOLE_DATA
  return asked ? resolve(asked) : undefined
}
