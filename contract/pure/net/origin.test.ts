import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { checkOrigin, faultOfOrigin } from './origin.ts'

test.each([
  ['https://api.example.com', 'https://api.example.com'],
  ['  HTTPS://API.Example.com/  ', 'https://api.example.com'],
  ['api.example.com:8443', 'https://api.example.com:8443'],
  ['https://api.example.com:443', 'https://api.example.com'],
  ['http://127.0.0.1:80', 'http://127.0.0.1'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['http://[0:0:0:0:0:0:0:1]:3000', 'http://[::1]:3000'],
  ['https://api.example.com:0443', 'https://api.example.com'],
  ['https://xn--fiqs8s.example', 'https://xn--fiqs8s.example'],
  ['https://wx_1.example.com', 'https://wx_1.example.com'],
])('%s is %s', (typed, origin) => {
  expect(checkOrigin(typed)).toEqual({ ok: true, origin })
})

test.each([
  ['https://api.example.com/cgi-bin/token', 'has-path'],
  ['api.example.com/cgi-bin', 'has-path'],
  ['https://api.example.com?x=1', 'has-path'],
  ['https://api.example.com//', 'has-path'],
  ['https://user:pass@api.example.com', 'has-credentials'],
  ['http://api.weixin.qq.com', 'http-not-loopback'],
  ['http://127.0.0.1.example.com', 'http-not-loopback'],
  ['wx3f9a1c07d2b84e65', 'is-appid'],
  ['', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['ftp://api.example.com', 'not-a-url'],
  ['my server', 'not-a-url'],
  ['server', 'not-a-url'],
  ['api.example.com:99999', 'not-a-url'],
  ['https://api.example.com:65536', 'not-a-url'],
  ['https://api.example.com:0', 'not-a-url'],
  ['https://api.example.com:443:80', 'not-a-url'],
  // `URL` reads these as another host, or as none.
  ['https://0177.0.0.1', 'not-a-url'],
  ['https://0x7f.0.0.1', 'not-a-url'],
  ['https://127.1', 'not-a-url'],
  ['https://2130706433', 'not-a-url'],
  ['https://127.0.0.01', 'not-a-url'],
  ['https://1.2.3.4.5', 'not-a-url'],
  ['https://1.2.3.256', 'not-a-url'],
  ['https://example.0x1', 'not-a-url'],
  ['https://example.1', 'not-a-url'],
  ['https://api.example.com.', 'not-a-url'],
  ['https://api..example.com', 'not-a-url'],
  ['https://.example.com', 'not-a-url'],
  ['https://b\u00fccher.example', 'not-a-url'],
  ['https://\uff41pi.example.com', 'not-a-url'],
  ['https://1\u3002example.com', 'not-a-url'],
  ['https://api.exam\tple.com', 'not-a-url'],
  ['https:\\\\api.example.com', 'not-a-url'],
  [`https://${'a'.repeat(64)}.example.com`, 'not-a-url'],
  [`https://${'a.'.repeat(127)}example.com`, 'not-a-url'],
  ['http://127.0.0.999', 'not-a-url'],
  ['http://127.999.999.999', 'not-a-url'],
  ['http://127.1', 'not-a-url'],
  ['http://0.0.0.0', 'http-not-loopback'],
  ['http://localhost.', 'not-a-url'],
  ['http://localhost.example.com', 'http-not-loopback'],
  ['http://[::ffff:127.0.0.1]', 'not-a-url'],
  ['http://[::]', 'not-a-url'],
  ['http://[fe80::1%25eth0]', 'not-a-url'],
  ['http://u:p@127.0.0.1', 'has-credentials'],
  ['http://@127.0.0.1', 'has-credentials'],
])('%s is refused: %s', (typed, reason) => {
  expect(checkOrigin(typed)).toEqual({ ok: false, reason })
})

/** The types of this folder do not have it. */
declare const URL: new (url: string) => Record<'origin' | 'href' | 'protocol' | 'hostname', string>

const label = fc.stringMatching(/^[a-zA-Z0-9._:@%-]{0,12}$/)
const number = fc
  .oneof(fc.nat(300), fc.nat(2 ** 33))
  .chain((n) => fc.constantFrom(`${n}`, `0${n.toString(8)}`, `0x${n.toString(16)}`))
const host = fc.oneof(
  label,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.array(number, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
  fc.ipV6().map((address) => `[${address}]`),
  fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'api.weixin.qq.com'),
)
const port = fc.oneof(
  fc.constant(''),
  fc.nat(70_000).map((n) => `:${n}`),
  fc.constantFrom(':', ':0', ':080', ':0443'),
)
const typedOrigin = fc
  .tuple(
    fc.constantFrom('', 'http://', 'https://', 'HTTPS://', 'ftp://', 'https:', '//'),
    host,
    port,
    fc.constantFrom('', '/', '/x', '#'),
  )
  .map((parts) => parts.join(''))

property.prop([typedOrigin], { seed: 8, numRuns: 5000 })(
  'what is accepted is what URL reads, and is accepted as it is',
  (typed) => {
    const checked = checkOrigin(typed)
    if (!checked.ok) return
    const { origin } = checked
    const url = new URL(origin)
    expect(url.origin).toBe(origin)
    expect(url.href).toBe(`${origin}/`)
    expect(faultOfOrigin(origin)).toBeUndefined()
    expect(url.protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)).toBe(true)
    expect(url.hostname).not.toMatch(/\.$/)
  },
)

test.each([
  ['HTTPS://api.example.com', 'not-a-url'],
  ['https://api.example.com/', 'not-a-url'],
  ['https://api.example.com:443', 'not-a-url'],
  [' https://api.example.com', 'not-a-url'],
  ['api.example.com', 'not-a-url'],
  ['http://0.0.0.0:80', 'http-not-loopback'],
  ['', 'not-a-url'],
])('kept as %j it is not dialled: %s', (origin, reason) => {
  expect(faultOfOrigin(origin)).toBe(reason)
})
