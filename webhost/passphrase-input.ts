import { createReadStream, fstatSync, openSync } from 'node:fs'
import { isatty } from 'node:tty'
import { fill } from '../contract/pure/texts/fill.ts'
import { exitCodes } from './exit-codes.ts'
import type { PassphraseFrom } from './flags.ts'
import { errorCode, StartError } from './start-error.ts'
import { words } from './words.ts'

const MAX_BYTES = 4096
const OTHERS_MAY_READ = 0o077

/** The first line of a file or an inherited descriptor. */
export async function readPassphrase(from: PassphraseFrom): Promise<string> {
  const name = 'file' in from ? from.file : `fd ${from.fd}`
  const refuse = (text: string, code = '') => new StartError(fill(text, { name, code }), exitCodes.passphrase)
  let content: Buffer
  try {
    const fd = 'file' in from ? openSync(from.file, 'r') : from.fd
    if ('file' in from && !isPrivate(fd)) throw refuse(words.vault.passphraseShared)
    if (isatty(fd)) throw refuse(words.vault.passphraseTerminal)
    content = await readAll(fd)
  } catch (error) {
    throw error instanceof StartError ? error : refuse(words.vault.passphraseUnreadable, errorCode(error))
  }
  if (content.length > MAX_BYTES) throw refuse(words.vault.passphraseLong)
  const [line = ''] = content.toString('utf8').split(/\r?\n/)
  return line
}

/** Nobody but us, or root, can have read or written it. Windows has no such bits. */
function isPrivate(fd: number): boolean {
  const { mode, uid } = fstatSync(fd)
  const self = process.getuid?.()
  if (self === undefined) return true
  return (mode & OTHERS_MAY_READ) === 0 && (uid === self || uid === 0)
}

async function readAll(fd: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of createReadStream('', { fd }) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MAX_BYTES) break
  }
  return Buffer.concat(chunks)
}
