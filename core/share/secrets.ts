import type { Placeholder } from '#contract/pure/share.ts'
import { MARKER } from '#contract/pure/text/marker.ts'
import type { RemovedSecret, SecretLocation } from '#contract/share.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'

/** The secret behind a marker. */
export interface Secret {
  placeholder: Placeholder
  hash: string
  length: number
}

/** A recorded text in pieces: text, and removed secrets. */
export type Piece = string | Secret

/** The secrets that an account holds now. */
export interface HeldSecrets {
  appSecret?: string
  token?: string
}

const marker = new RegExp(`(${MARKER})`)
const parts = /^\[hidden:(\d+)-chars:#([0-9a-f]{6})\]$/

/**
 * The last key before a value, with quotes, blanks and separators in between, raw, escaped or percent-encoded. A longer
 * name, such as `component_access_token`, is another secret's.
 */
const KEY_BEFORE =
  /(?:^|[^a-z0-9_-]|%(?:25)*[0-9a-f]{2})(?:(access(?:[_-]|%(?:25)*5f)?token)|(?:app[_-]?)?secret)(?:[\s"'\\:=[>]|%(?:25)*(?:22|27|3a|3d|5b))*$/i
/** Longest distance of a key from its value, in characters. */
const KEY_WITHIN = 64

/** A marker's secret is identified by its fingerprint when it is held, else by the key in front of it. */
export function piecesOf(text: string, held: HeldSecrets): Piece[] {
  let before = ''
  return text.split(marker).flatMap((part, index): Piece[] => {
    const [, length, hash] = (index % 2 === 1 && parts.exec(part)) || []
    const piece =
      length !== undefined && hash !== undefined
        ? secretOf({ hash, length: Number(length) }, before.slice(-KEY_WITHIN), held)
        : part
    before = part
    return piece === '' ? [] : [piece]
  })
}

function secretOf(found: Omit<Secret, 'placeholder'>, before: string, held: HeldSecrets): Secret {
  return { placeholder: nameOf(found, before, held), ...found }
}

function nameOf(found: Omit<Secret, 'placeholder'>, before: string, held: HeldSecrets): Placeholder {
  if (isSecret(found, held.appSecret)) return 'WX_APPSECRET'
  if (isSecret(found, held.token)) return 'WX_ACCESS_TOKEN'
  const key = KEY_BEFORE.exec(before)
  if (!key) return 'WX_SECRET'
  return key[1] === undefined ? 'WX_APPSECRET' : 'WX_ACCESS_TOKEN'
}

/** Whether a marker replaces this value. */
export function isSecret({ hash, length }: Omit<Secret, 'placeholder'>, value: string | undefined): boolean {
  return value !== undefined && value.length === length && fingerprintOf(value) === hash
}

/** Pieces as one text, with `$WX_…` for each secret. */
export function plainText(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `$${piece.placeholder}`)).join('')
}

/** For `reduce`: text beside text is one piece. */
export function joined(pieces: Piece[], piece: Piece): Piece[] {
  const last = pieces.at(-1)
  return typeof last === 'string' && typeof piece === 'string'
    ? [...pieces.slice(0, -1), last + piece]
    : [...pieces, piece]
}

/** Cuts a text into pieces, and counts the secrets among them. */
export type Cut = (text: string, where: SecretLocation) => Piece[]

/** Counts the removed secrets of a text. */
export function countRemoved() {
  const found = new Map<string, { secret: Secret; count: number; where: Set<SecretLocation> }>()
  return {
    /** For the texts of an account that holds these secrets. */
    cutBy:
      (held: HeldSecrets): Cut =>
      (text, where) => {
        const pieces = piecesOf(text, held)
        for (const secret of pieces) {
          if (typeof secret === 'string') continue
          const key = `${secret.placeholder} ${secret.hash} ${secret.length}`
          const one = found.get(key) ?? { secret, count: 0, where: new Set() }
          one.count += 1
          one.where.add(where)
          found.set(key, one)
        }
        return pieces
      },
    list: (realOf: (secret: Secret) => RemovedSecret['real']): RemovedSecret[] =>
      [...found.values()].map(({ secret, count, where }) => ({
        ...secret,
        count,
        where: [...where],
        real: realOf(secret),
      })),
  }
}
