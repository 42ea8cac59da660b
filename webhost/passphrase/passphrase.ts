import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'
import { exitCodes, StartError } from '#webhost/command-line/cli-errors.ts'
import type { PassphraseFrom } from '#webhost/command-line/flags.ts'
import { messages } from '#webhost/command-line/messages.ts'
import type { AskPassphrase } from '#webhost/vault/unlock-vault.ts'
import { readPassphrase } from './passphrase-input.ts'

export interface Terminal {
  input: Pick<ReadStream, 'isTTY'> & NodeJS.ReadableStream
  /** Prompts; not stdout, which is for the address. */
  output: NodeJS.WritableStream
}

/** MP_CONSOLE_PASSPHRASE, which is taken out, so that no child (the browser's opener) inherits it. */
export function takePassphrase(env: NodeJS.ProcessEnv): string | undefined {
  const given = env.MP_CONSOLE_PASSPHRASE
  delete env.MP_CONSOLE_PASSPHRASE
  return given || undefined
}

/** The passphrase: read `from` where a flag says so, else as `given`, else typed, twice for a new vault and never echoed. */
export function passphraseSource(
  from: PassphraseFrom | undefined,
  given: string | undefined,
  terminal: Terminal,
): AskPassphrase {
  return async ({ isNew }) => {
    if (from) return notEmpty(await readPassphrase(from))
    if (given) return given
    if (!terminal.input.isTTY) throw passphraseError(messages.vault.noTerminal)

    const [passphrase = '', repeated] = await readHidden(
      terminal,
      isNew ? [messages.vault.newPassphrase, messages.vault.repeatPassphrase] : [messages.vault.passphrase],
    )
    notEmpty(passphrase)
    if (isNew && repeated !== passphrase) throw passphraseError(messages.vault.different)
    return passphrase
  }
}

function notEmpty(passphrase: string): string {
  if (passphrase === '') throw passphraseError(messages.vault.empty)
  return passphrase
}

function passphraseError(text: string): StartError {
  return new StartError(text, exitCodes.passphrase)
}

async function readHidden({ input, output }: Terminal, prompts: string[]): Promise<string[]> {
  const swallow = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: swallow, terminal: true, historySize: 0 })
  // Made before the first prompt: lines pasted at once all count.
  const lines = reader[Symbol.asyncIterator]()
  try {
    const answers: string[] = []
    for (const prompt of prompts) {
      output.write(prompt)
      const line = await lines.next()
      output.write('\n')
      // Ctrl+C or Ctrl+D.
      if (line.done) break
      answers.push(line.value)
    }
    return answers
  } finally {
    reader.close()
  }
}
