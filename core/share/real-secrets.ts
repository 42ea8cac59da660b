import type { Placeholder } from '#contract/pure/share.ts'
import type { BodyPieces, OutgoingCall } from './exchange-text.ts'
import { type HeldSecrets, isSecret, joined, type Piece, type Secret } from './secrets.ts'

/** A request with the held secrets in place of their markers, encoded for their position. */
export function withRealSecrets(
  call: OutgoingCall,
  held: HeldSecrets,
): { call: OutgoingCall; included: Placeholder[] } {
  const included = new Set<Placeholder>()
  const real = (secret: Secret, write: (value: string) => string): Piece => {
    const value = [held.appSecret, held.token].find((one) => isSecret(secret, one))
    if (value === undefined) return secret
    included.add(secret.placeholder)
    return write(value)
  }
  const put = (pieces: Piece[], write: (value: string) => string): Piece[] =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : real(piece, write))).reduce(joined, [])
  const writeInBody = inBody(call)
  const body: BodyPieces =
    call.body.kind === 'text'
      ? { kind: 'text', pieces: put(call.body.pieces, writeInBody) }
      : {
          kind: 'bytes',
          pieces: call.body.pieces.map((piece) => {
            const one = piece instanceof Uint8Array ? piece : real(piece, itself)
            return typeof one === 'string' ? Buffer.from(one) : one
          }),
        }
  return {
    call: {
      ...call,
      url: put(call.url, encodeURIComponent),
      headers: call.headers.map(({ name, value }) => ({ name, value: put(value, itself) })),
      body,
    },
    included: [...included],
  }
}

const itself = (value: string) => value

function inBody({ headers, body }: OutgoingCall): (value: string) => string {
  const [first] = body.pieces
  if (typeof first === 'string' && /^\s*[{[]/.test(first)) return (value) => JSON.stringify(value).slice(1, -1)
  const isForm = headers.some(
    ({ name, value }) => name.toLowerCase() === 'content-type' && String(value[0]).includes('form-urlencoded'),
  )
  return isForm ? encodeURIComponent : itself
}
