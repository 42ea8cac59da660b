import { parseArgs } from 'node:util'
import type { WantedPort } from '#core/serving/listen.ts'
import { fill } from '#i18n/fill.ts'
import { exitCodes, StartError } from './cli-errors.ts'
import { messages } from './messages.ts'

/** Where the vault's passphrase is read from, instead of the environment or the terminal. */
export type PassphraseFrom = { fd: number } | { file: string }

export interface Flags {
  port: WantedPort
  /** File of the encrypted vault; secrets stay in memory without one. */
  vault?: string
  passphrase?: PassphraseFrom
  /** Data folder, instead of the system's usual place. */
  data?: string
  /** Show the page in the system's browser. */
  open: boolean
}

const DEFAULT_PORT = 7264

const options = {
  port: { type: 'string' },
  vault: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  'passphrase-file': { type: 'string' },
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
    if (token.kind === 'positional') throw usageError(messages.flag.unknown, { flag: token.value })
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : undefined
    if (!option || (option.type === 'boolean' && token.value !== undefined)) {
      throw usageError(messages.flag.unknown, { flag: token.rawName })
    }
    if (option.type === 'string' && !token.value) throw usageError(messages.flag.noValue, { flag: token.rawName })
  }
  const { values } = parseArgs({ args, options })
  const passphrase = passphraseFrom(values['passphrase-fd'], values['passphrase-file'])
  if (passphrase && values.vault === undefined) throw usageError(messages.flag.passphraseAlone)
  return {
    port: values.port === undefined ? { port: DEFAULT_PORT, orLater: false } : parsePort(values.port),
    ...(values.vault !== undefined && { vault: values.vault }),
    ...(passphrase && { passphrase }),
    ...(values.data !== undefined && { data: values.data }),
    open: values.open === true && values['no-open'] !== true,
  }
}

/** `7264` is that one or none, `7264+` the first free one from there on, `0` any. */
function parsePort(value: string): WantedPort {
  const [, digits, plus] = /^(\d{1,5})(\+?)$/.exec(value) ?? []
  const port = Number(digits)
  if (!(port <= 65_535) || (port === 0 && plus)) throw usageError(messages.flag.port, { value })
  return { port, orLater: plus === '+' }
}

function passphraseFrom(fd: string | undefined, file: string | undefined): PassphraseFrom | undefined {
  if (fd !== undefined && file !== undefined) throw usageError(messages.flag.passphraseTwice)
  if (file !== undefined) return { file }
  if (fd === undefined) return undefined
  // 1 and 2 are written to.
  if (!/^(?:0|[3-9]|[1-9]\d{1,2})$/.test(fd)) throw usageError(messages.flag.passphraseFd, { value: fd })
  return { fd: Number(fd) }
}

function usageError(text: string, blanks: Record<string, string> = {}): StartError {
  return new StartError(fill(text, blanks), exitCodes.usage)
}
