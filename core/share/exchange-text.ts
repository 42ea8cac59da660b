import type { ExchangeView, Headers } from '#contract/exchange.ts'
import type { SecretLocation } from '#contract/share.ts'
import { decodeUtf8 } from '#core/kernel/decode-utf8.ts'
import { type Cut, type Piece, plainText } from './secrets.ts'

/** A header, its value in pieces. */
export interface HeaderPieces {
  name: string
  value: Piece[]
}

/** A recorded body: text in pieces, or binary bytes, also with their secrets separated. */
export type BodyPieces =
  | { kind: 'text'; pieces: Piece[] }
  | { kind: 'bytes'; pieces: (Uint8Array | Exclude<Piece, string>)[] }

/** The parts of a request, for any target language. */
export interface OutgoingCall {
  method: string
  /** Origin, path and query. */
  url: Piece[]
  headers: HeaderPieces[]
  body: BodyPieces
}

export function headerPieces(headers: Headers, cut: Cut, where: SecretLocation): HeaderPieces[] {
  return headers.map(([name, value]) => {
    // With the header's name in front, which may identify the secret.
    const [first, ...rest] = cut(`${name}: ${readable(value)}`, where)
    const start = typeof first === 'string' ? first.slice(name.length + 2) : first
    return { name, value: [start, ...rest].filter((piece): piece is Piece => piece !== undefined && piece !== '') }
  })
}

/** Header values are one character a byte; most that are not ASCII are UTF-8. */
function readable(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  const isLatin1 = bytes.toString('latin1') === value
  return (isLatin1 && decodeUtf8(bytes)) || value
}

export function bodyPieces(bytes: Uint8Array, cut: Cut, where: SecretLocation): BodyPieces {
  // Markers are ASCII, so cutting at them cuts no character.
  const latin1 = cut(Buffer.from(bytes).toString('latin1'), where)
  const pieces = latin1.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece))
  const texts = pieces.map((piece) => (piece instanceof Uint8Array ? decodeUtf8(piece) : piece))
  if (texts.includes(undefined)) return { kind: 'bytes', pieces }
  return { kind: 'text', pieces: texts.filter((piece): piece is Piece => piece !== undefined) }
}

/** The bytes of a body with placeholders in place of markers. */
export function plainBytes(body: BodyPieces): Uint8Array {
  if (body.kind === 'text') return Buffer.from(plainText(body.pieces))
  return Buffer.concat(
    body.pieces.map((piece) => (piece instanceof Uint8Array ? piece : Buffer.from(`$${piece.placeholder}`))),
  )
}

/** The request of an exchange, without headers that a client adds by itself. */
export function outgoingCall({ method, origin, request }: ExchangeView, body: Uint8Array, cut: Cut): OutgoingCall {
  return {
    method,
    url: cut(origin + readable(request.target), 'request-target'),
    headers: headerPieces(request.headers.filter(isOwn), cut, 'request-headers'),
    body: bodyPieces(body, cut, 'request-body'),
  }
}

/** Connection headers, which every client writes itself. */
const ofConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect'])

/**
 * Headers of the request itself. One that asks for compression is left out, so that a snippet prints text, not compressed
 * bytes.
 */
const isOwn = ([name, value]: [string, string]) => {
  const lower = name.toLowerCase()
  return !ofConnection.has(lower) && (lower !== 'accept-encoding' || value.trim().toLowerCase() === 'identity')
}
