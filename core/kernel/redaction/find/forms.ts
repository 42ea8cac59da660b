import { utf8Of } from '#core/kernel/redaction/normal/escapes.ts'

/**
 * The forms of a secret that no escape makes of it: the one list, for every secret. Each form is then found however it
 * is escaped, in any case (`normal/normalise.ts`).
 */
export function formsOf(secret: string): Buffer[] {
  const utf8 = Buffer.from(secret)
  const forms = [
    utf8,
    Buffer.from(reversed(secret)),
    Buffer.from(utf8.toString('hex')),
    ...[0, 1, 2].map((shift) => base64Core(utf8, shift)),
  ]
  // A form encodes a blank as a plus.
  if (secret.includes(' ')) forms.push(Buffer.from(secret.replaceAll(' ', '+')))
  if (utf8.length > secret.length) {
    const utf16 = Buffer.from(secret, 'utf16le')
    forms.push(utf16, Buffer.from(utf16).swap16())
    forms.push(Buffer.from([...secret].flatMap((character) => [...surrogates(character)])))
  }
  return forms
}

/** The part of its base64 that does not depend on the bytes around it, when it begins at `shift` modulo 3. */
export function base64Core(bytes: Uint8Array, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  return Buffer.from(text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)))
}

const reversed = (text: string) => [...text].reverse().join('')

/** As UTF-16 escapes, each half of a surrogate pair by itself. */
function surrogates(character: string): number[] {
  return Array.from({ length: character.length }, (_, at) => utf8Of(character.charCodeAt(at))).flat()
}
