import fc from 'fast-check'

/** A value with every byte percent-encoded. */
export const percentAll = (text: string, upper: boolean) =>
  [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .map((code) => (upper ? code.toUpperCase() : code))
    .join('')

/** Ways in which one value may come back, each of which may stand inside another. */
export const writings: Record<string, (value: string) => string> = {
  raw: (value) => value,
  percent: encodeURIComponent,
  'percent, every byte, lower case': (value) => percentAll(value, false),
  'percent, every byte, upper case': (value) => percentAll(value, true),
  'percent, every other byte': (value) =>
    [...value].map((c, at) => (at % 2 ? percentAll(c, at % 4 === 1) : c)).join(''),
  'percent twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  'percent three times': (value) => encodeURIComponent(encodeURIComponent(percentAll(value, true))),
  form: (value) => new URLSearchParams([['x', value]]).toString().slice(2),
  JSON: (value) => JSON.stringify(value).slice(1, -1),
  'JSON in JSON': (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  'JSON in JSON in JSON': (value) => JSON.stringify(JSON.stringify(JSON.stringify(value))).slice(7, -7),
  'JSON, every unit escaped': (value) =>
    [...value].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'JSON with escaped slashes': (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  'JSON in a query': (value) => encodeURIComponent(JSON.stringify(value).slice(1, -1)),
}

/** A way, or up to three of them one inside the other. */
export const anyWriting = fc
  .array(fc.constantFrom(...Object.values(writings)), { maxLength: 3 })
  .map((ways) => (value: string) => ways.reduce((text, write) => write(text), value))

/** AppSecrets and tokens as WeChat makes them. */
export const wechatSecret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  fc
    .string({ unit: fc.constantFrom(...'ABCDEFabcdefuvwxyz0123456789_-'), minLength: 20, maxLength: 40 })
    .map((text) => `92_${text}`),
)
