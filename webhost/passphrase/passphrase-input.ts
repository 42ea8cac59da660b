import { createReadStream, fstatSync, openSync } from 'node:fs'
import { Socket } from 'node:net'
import { isatty } from 'node:tty'
import { fill } from '#i18n/fill.ts'
import { errorCode, exitCodes, StartError } from '#webhost/command-line/cli-errors.ts'
import type { PassphraseFrom } from '#webhost/command-line/flags.ts'
import { messages } from '#webhost/command-line/messages.ts'

const MAX_BYTES = 4096
const OTHERS_MAY_READ = 0o077
const STDIN = 0
const END_OF_LINE = 0x0a

/** The first line of a file or an inherited descriptor. Nothing behind that line is waited for. */
export async function readPassphrase(from: PassphraseFrom): Promise<string> {
  const name = 'file' in from ? from.file : `fd ${from.fd}`
  const refuse = (text: string, code = '') => new StartError(fill(text, { name, code }), exitCodes.passphrase)
  let line: Buffer
  try {
    const fd = 'file' in from ? openSync(from.file, 'r') : from.fd
    if ('file' in from && !isPrivate(fd)) throw refuse(messages.vault.passphraseShared)
    if (isatty(fd)) throw refuse(messages.vault.passphraseTerminal)
    line = await readLine(fd)
  } catch (error) {
    throw error instanceof StartError ? error : refuse(messages.vault.passphraseUnreadable, errorCode(error))
  }
  if (line.length > MAX_BYTES) throw refuse(messages.vault.passphraseLong)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '')
  } catch {
    // Bytes that are no UTF-8 would all become the same character, and a passphrase of random bytes could be guessed.
    throw refuse(messages.vault.passphraseNoText)
  }
}

/** Whether only this user, or root, can have read or written it. Windows has no such bits. */
function isPrivate(fd: number): boolean {
  const { mode, uid } = fstatSync(fd)
  const self = process.getuid?.()
  if (self === undefined) return true
  return (mode & OTHERS_MAY_READ) === 0 && (uid === self || uid === 0)
}

async function readLine(fd: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytesOf(fd)) {
    const end = chunk.indexOf(END_OF_LINE)
    const part = end < 0 ? chunk : chunk.subarray(0, end)
    chunks.push(part)
    size += part.length
    if (end >= 0 || size > MAX_BYTES) break
  }
  return Buffer.concat(chunks)
}

/**
 * A pipe is read as a socket, without a thread of Node's pool: a silent pipe would keep the process from ending. A number
 * that the caller did not pass on may be a descriptor of Node itself, which is none of these kinds; closing it would crash.
 */
function bytesOf(fd: number): AsyncIterable<Buffer> {
  // Stays open: the next file that is opened would get its number.
  if (fd === STDIN) return process.stdin.iterator({ destroyOnReturn: false })
  const status = fstatSync(fd)
  if (status.isFIFO() || status.isSocket()) return new Socket({ fd, readable: true, writable: false })
  if (status.isFile() || status.isCharacterDevice()) return createReadStream('', { fd })
  throw Object.assign(new Error('of no kind that is read'), { code: status.isDirectory() ? 'EISDIR' : 'EBADF' })
}
