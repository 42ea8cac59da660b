/** A way in which a server may write what it was sent. Of latin1 text, or of bytes. */
export interface Encoding {
  name: string
  write(secret: string): Buffer
}

const text = (name: string, write: (secret: string) => string): Encoding => ({
  name,
  write: (secret) => Buffer.from(write(secret), 'latin1'),
})
const each = (secret: string, write: (code: string, letter: string) => string) =>
  [...secret].map((letter) => write(letter.charCodeAt(0).toString(16).padStart(2, '0'), letter)).join('')
const percent = (secret: string) => each(secret, (code) => `%${code.toUpperCase()}`)
const base64 = (before: string) => (secret: string) => Buffer.from(`${before}${secret}!`).toString('base64')

/** The encodings of text; a reply may further be compressed, which is a place of its own. */
export const encodings: Encoding[] = [
  text('as it is', (secret) => secret),
  text('upper case', (secret) => secret.toUpperCase()),
  text('percent', percent),
  text('percent, lower case', (secret) => percent(secret).toLowerCase()),
  text('percent twice', (secret) => percent(secret).replaceAll('%', '%25')),
  text('JSON \\u', (secret) => each(secret, (code) => `\\u00${code}`)),
  text('\\x', (secret) => each(secret, (code) => `\\x${code}`)),
  text('HTML decimal', (secret) => [...secret].map((letter) => `&#${letter.charCodeAt(0)};`).join('')),
  text('HTML hex', (secret) => each(secret, (code) => `&#x${code.toUpperCase()};`)),
  text('HTML named', (secret) =>
    secret.replaceAll('_', '&lowbar;').replaceAll('-', '&hyphen;').replaceAll('0', '&#48;'),
  ),
  text('hex', (secret) => each(secret, (code) => code)),
  text('hex, upper case', (secret) => each(secret, (code) => code).toUpperCase()),
  text('base64', base64('')),
  text('base64, one on', base64('"')),
  text('base64, two on', base64('{"')),
  text('base64url', (secret) => Buffer.from(`s=${secret}`).toString('base64url')),
  text('quoted-printable', (secret) => each(secret, (code) => `=${code.toUpperCase()}`)),
  text('%u', (secret) => each(secret, (code) => `%u00${code}`)),
  { name: 'UTF-16LE', write: (secret) => Buffer.from(secret, 'utf16le') },
  { name: 'UTF-16BE', write: (secret) => Buffer.from(secret, 'utf16le').swap16() },
]
