import type { BodyPieces, HeaderPieces, OutgoingCall } from './exchange-text.ts'
import { joined, type Piece, type Secret } from './secrets.ts'

/** Longest argument in bytes: Linux takes none of 128 KiB or more; a shell's own `printf` takes any. */
const MAX_ARGUMENT_BYTES = 100_000

/** A request as a `curl` command for any POSIX shell. */
export function curlCommand({ method, url, headers, body }: OutgoingCall): string {
  const hasBody = body.pieces.length > 0
  const piped = hasBody && !isArgument(body)
  const options = [
    ...methodOptions(method, hasBody),
    ...urlOptions(url),
    ...headers.map(headerOption),
    ...silenced(headers, hasBody || method === 'POST'),
    ...bodyOptions(method, body, piped),
  ]
  const command = [`curl ${shellWord(url)}`, ...options].join(' \\\n  ')
  return `${piped ? `${printed(body)} | ` : ''}${command}\n`
}

/**
 * Single quotes keep everything unchanged; a secret is a shell variable, in double quotes so that it stays one word.
 */
export function shellWord(pieces: Piece[]): string {
  const word = pieces.map((piece) => (typeof piece === 'string' ? quoted(piece) : variable(piece))).join('')
  return word === '' ? "''" : word
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
const variable = ({ placeholder }: Secret) => `"$${placeholder}"`

function methodOptions(method: string, hasBody: boolean): string[] {
  if (method === 'HEAD') return ['--head']
  // With a body, even an empty one, curl sends a POST.
  const isImplied = hasBody || method === 'POST' ? method === 'POST' : method === 'GET'
  return isImplied ? [] : [`--request ${quoted(method)}`]
}

function urlOptions(url: Piece[]): string[] {
  const text = url.filter((piece) => typeof piece === 'string').join('')
  return [...(/[[\]{}]/.test(text) ? ['--globoff'] : []), ...(/\/\.{1,2}(?:[/?]|$)/.test(text) ? ['--path-as-is'] : [])]
}

function headerOption({ name, value }: HeaderPieces): string {
  // With nothing after the colon curl would omit the header.
  const isEmpty = value.every((piece) => piece === '')
  return `--header ${shellWord(isEmpty ? [`${name};`] : [`${name}: `, ...value].reduce(joined, []))}`
}

/** Headers that curl would add and that were not sent. */
function silenced(headers: HeaderPieces[], sendsBody: boolean): string[] {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()))
  const added = ['User-Agent', 'Accept', ...(sendsBody ? ['Content-Type', 'Expect'] : [])]
  return added.filter((name) => !names.has(name.toLowerCase())).map((name) => `--header '${name}:'`)
}

function bodyOptions(method: string, body: BodyPieces, piped: boolean): string[] {
  if (piped) return ['--data-binary @-']
  if (body.kind === 'text' && body.pieces.length > 0) return [`--data-raw ${shellWord(body.pieces)}`]
  // So that Content-Length: 0 is sent.
  return method === 'POST' ? ["--data-raw ''"] : []
}

function isArgument(body: BodyPieces): boolean {
  if (body.kind === 'bytes') return false
  const texts = body.pieces.filter((piece) => typeof piece === 'string')
  return texts.every((text) => !text.includes('\0')) && Buffer.byteLength(texts.join('')) <= MAX_ARGUMENT_BYTES
}

/** Writes a body to the pipe with tools of every POSIX shell. */
function printed(body: BodyPieces): string {
  const commands = body.pieces.map((piece) => {
    if (typeof piece === 'string') {
      return piece.includes('\0') ? `printf ${octal(Buffer.from(piece))}` : `printf %s ${quoted(piece)}`
    }
    return piece instanceof Uint8Array ? `printf ${octal(piece)}` : `printf %s ${variable(piece)}`
  })
  return commands.length === 1 ? commands.join('') : `{ ${commands.join('; ')}; }`
}

/** Bytes as a format of `printf`, in octal since POSIX has no hex escapes. */
function octal(bytes: Uint8Array): string {
  const format = [...bytes].map((byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && !`%\\'`.includes(String.fromCharCode(byte))
    return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `'${format.join('')}'`
}
