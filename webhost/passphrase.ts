import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'
import type { AskPassphrase } from './ports/vault-file.ts'
import { StartError } from './start-error.ts'
import { words } from './words.ts'

export interface Terminal {
  input: Pick<ReadStream, 'isTTY'> & NodeJS.ReadableStream
  /** Prompts; not stdout, which is for the URL. */
  output: NodeJS.WritableStream
}

/** The passphrase from MP_CONSOLE_PASSPHRASE, else typed at the terminal: twice for a new vault, never echoed. */
export function passphraseSource(env: NodeJS.ProcessEnv, terminal: Terminal): AskPassphrase {
  return async ({ isNew }) => {
    const given = env.MP_CONSOLE_PASSPHRASE
    // Children (the browser opener, the sandbox) need not inherit it.
    delete env.MP_CONSOLE_PASSPHRASE
    if (given) return given
    if (!terminal.input.isTTY) throw new StartError(words.vault.noTerminal)

    const [passphrase = '', repeated] = await readHidden(
      terminal,
      isNew ? [words.vault.newPassphrase, words.vault.repeatPassphrase] : [words.vault.passphrase],
    )
    if (passphrase === '') throw new StartError(words.vault.empty)
    if (isNew && repeated !== passphrase) throw new StartError(words.vault.different)
    return passphrase
  }
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
