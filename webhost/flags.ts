import { parseArgs } from 'node:util'
import { fill } from '../contract/pure/texts/fill.ts'
import { StartError } from './start-error.ts'
import { words } from './words.ts'

export interface Flags {
  /** Where to listen; the next free port when taken, any when 0. */
  port: number
  /** File of the encrypted vault; secrets stay in memory without one. */
  vault?: string
  /** Data folder, instead of the system's usual place. */
  data?: string
  /** Show the page in the system's browser. */
  open: boolean
}

const DEFAULT_PORT = 7264
/** For wrong usage, as shells have it. */
const USAGE_EXIT_CODE = 2

const options = {
  port: { type: 'string' },
  vault: { type: 'string' },
  data: { type: 'string' },
  open: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  // The launcher's; it passes all flags on.
  web: { type: 'boolean' },
} as const

/** Reads the command line; anything not understood ends the start. */
export function parseFlags(args: string[]): Flags {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') throw usageError(words.flag.unknown, { flag: token.value })
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : undefined
    if (!option || (option.type === 'boolean' && token.value !== undefined)) {
      throw usageError(words.flag.unknown, { flag: token.rawName })
    }
    if (option.type === 'string' && !token.value) throw usageError(words.flag.noValue, { flag: token.rawName })
  }
  const { values } = parseArgs({ args, options })
  return {
    port: values.port === undefined ? DEFAULT_PORT : parsePort(values.port),
    ...(values.vault !== undefined && { vault: values.vault }),
    ...(values.data !== undefined && { data: values.data }),
    open: values.open === true && values['no-open'] !== true,
  }
}

function parsePort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (!(port <= 65_535)) throw usageError(words.flag.port, { value })
  return port
}

function usageError(text: string, blanks: Record<string, string>): StartError {
  return new StartError(fill(text, blanks), USAGE_EXIT_CODE)
}
