import fc from 'fast-check'

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
const eachByte = (text: string, write: (byte: number, at: number) => string) =>
  [...Buffer.from(text)].map(write).join('')
const eachUnit = (text: string, write: (unit: number, at: number) => string) =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at), at)).join('')

/** A value with every byte percent-encoded. */
export const percentAll = (text: string, upper: boolean) =>
  eachByte(text, (byte) => `%${upper ? hex(byte, 2).toUpperCase() : hex(byte, 2)}`)

/** A part of a longer text's base64, which begins at any of its bytes. */
const inBase64 = (before: string, kind: 'base64' | 'base64url') => (value: string) =>
  Buffer.from(`${before}${value}${before}`).toString(kind)

const htmlNames: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '/': '&sol;',
  _: '&lowbar;',
  '-': '&hyphen;',
  '+': '&plus;',
}

/** Ways in which one value may come back, each of which may stand inside another. */
export const escapes: Record<string, (value: string) => string> = {
  raw: (value) => value,
  percent: encodeURIComponent,
  'percent, every byte, lower case': (value) => percentAll(value, false),
  'percent, every byte, upper case': (value) => percentAll(value, true),
  'percent, every other byte': (value) =>
    [...value].map((c, at) => (at % 2 ? percentAll(c, at % 4 === 1) : c)).join(''),
  'percent twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  'percent three times': (value) => encodeURIComponent(encodeURIComponent(percentAll(value, true))),
  'percent with u': (value) => eachUnit(value, (unit) => `%u${hex(unit, 4)}`),
  form: (value) => new URLSearchParams([['x', value]]).toString().slice(2).replaceAll('+', '%20'),
  JSON: (value) => JSON.stringify(value).slice(1, -1),
  'JSON in JSON': (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  'JSON in JSON in JSON': (value) => JSON.stringify(JSON.stringify(JSON.stringify(value))).slice(7, -7),
  'JSON, every unit escaped': (value) => eachUnit(value, (unit) => `\\u${hex(unit, 4)}`),
  'JSON, every unit escaped, upper case': (value) => eachUnit(value, (unit) => `\\u${hex(unit, 4).toUpperCase()}`),
  'JSON with escaped slashes': (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  'JSON in a query': (value) => encodeURIComponent(JSON.stringify(value).slice(1, -1)),
  'hex escapes': (value) => eachByte(value, (byte) => `\\x${hex(byte, 2)}`),
  'octal escapes': (value) => eachByte(value, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'code points in braces': (value) => [...value].map((c) => `\\u{${hex(c.codePointAt(0) ?? 0, 1)}}`).join(''),
  'HTML, decimal': (value) => [...value].map((c) => `&#${c.codePointAt(0)};`).join(''),
  'HTML, decimal with zeros': (value) =>
    [...value].map((c) => `&#${String(c.codePointAt(0)).padStart(7, '0')};`).join(''),
  'HTML, hex': (value) => [...value].map((c) => `&#x${hex(c.codePointAt(0) ?? 0, 1)};`).join(''),
  'HTML, hex, upper case': (value) =>
    [...value].map((c) => `&#X${hex(c.codePointAt(0) ?? 0, 4).toUpperCase()};`).join(''),
  'HTML, names': (value) => [...value].map((c) => htmlNames[c] ?? c).join(''),
}

/** Ways that make other text of a value; a way of {@link escapes} may stand around each. */
export const encodings: Record<string, (value: string) => string> = {
  'upper case': (value) => value.toUpperCase(),
  'lower case': (value) => value.toLowerCase(),
  hex: (value) => Buffer.from(value).toString('hex'),
  'hex, upper case': (value) => Buffer.from(value).toString('hex').toUpperCase(),
  base64: inBase64('', 'base64'),
  'base64, one byte on': inBase64('?', 'base64'),
  'base64, two bytes on': inBase64('?!', 'base64'),
  base64url: inBase64('', 'base64url'),
  'base64url, one byte on': inBase64('>', 'base64url'),
  'base64url, two bytes on': inBase64('>?', 'base64url'),
  'base64 in lines': (value) =>
    (
      Buffer.from(value)
        .toString('base64')
        .match(/.{1,11}/g) ?? []
    ).join('\r\n'),
  'quoted-printable, every byte': (value) => eachByte(value, (byte) => `=${hex(byte, 2).toUpperCase()}`),
  'quoted-printable with soft ends of lines': (value) => (value.match(/.{1,9}/gu) ?? []).join('=\r\n'),
  'UTF-16, little end first': (value) => Buffer.from(value, 'utf16le').toString('latin1'),
  'UTF-16, big end first': (value) => Buffer.from(value, 'utf16le').swap16().toString('latin1'),
  'full width': (value) => eachUnit(value, (unit) => String.fromCharCode(unit + 0xfee0)),
  'in words': (value) => (value.match(/.{1,5}/gu) ?? []).join(' '),
  'in lines': (value) => (value.match(/.{1,7}/gu) ?? []).join('\r\n\t'),
  'with joiners between': (value) => [...value].join('\u200b'),
  'with soft hyphens between': (value) => [...value].join('\u00ad'),
  reversed: (value) => [...value].reverse().join(''),
}

/** A way, or up to three of them one inside the other, over an encoding. */
export const anyWriting = fc
  .tuple(
    fc.constantFrom((value: string) => value, ...Object.values(encodings)),
    fc.array(fc.constantFrom(...Object.values(escapes)), { maxLength: 3 }),
  )
  .map(
    ([encode, routes]) =>
      (value: string) =>
        routes.reduce((text, write) => write(text), encode(value)),
  )

/** AppSecrets and tokens as WeChat makes them. */
export const wechatSecret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  fc
    .string({ unit: fc.constantFrom(...'ABCDEFabcdefuvwxyz0123456789_-'), minLength: 20, maxLength: 40 })
    .map((text) => `92_${text}`),
)
