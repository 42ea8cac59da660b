import { checkOrigin } from '#contract/pure/net/origin.ts'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import { canonicalJson, prettyJson } from '#core/exchange/compare/canonical-json.ts'
import { isAddressOrNetwork, parseIpList } from '#core/kernel/ip/ip-entry.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { proxyFromEnvironment } from '#core/net/proxy/environment.ts'
import { bodyPieces } from '#core/share/exchange-text.ts'
import { marked } from '#core/share/html.ts'
import { countRemoved, piecesOf } from '#core/share/secrets.ts'
import { parseCallbackCheck, parseIpListReply, parseReply, parseToken } from '#core/wechat/parse-reply.ts'

/** A reader with its worst text, of about `size` characters; made before counting begins. */
type WorstCase = (size: number) => () => unknown

const redactor: Pick<Redactor, 'text'> = { text: (text) => ({ text, redactions: 0 }) }
const fill = (size: number, part: string) => part.repeat(Math.ceil(size / part.length))
const nested = (size: number) => '['.repeat(size / 2) + ']'.repeat(size / 2)
const numbered = (size: number, part: (index: number) => string) =>
  Array.from({ length: Math.ceil(size / part(1000).length) }, (_, index) => part(index)).join()

const read = (text: string) => {
  const body = Buffer.from(text)
  return parseReply({ exchangeId: 1, status: 200, headers: [], body, size: body.length, learn() {} }, 'token', redactor)
}
/** A refusal is as good as a result: only the work counts. */
const settled = (run: () => unknown) => () => {
  try {
    return run()
  } catch (error) {
    return error
  }
}
const reply =
  (textOf: (size: number) => string, then: (fields: Record<string, unknown>) => unknown = () => {}): WorstCase =>
  (size) => {
    const text = textOf(size)
    return settled(() => then(read(text)))
  }
const over =
  (reader: (text: string) => unknown, part: string, before = '', after = ''): WorstCase =>
  (size) => {
    const text = before + fill(size, part) + after
    return settled(() => reader(text))
  }
const ipList = (fields: Record<string, unknown>) => parseIpList(parseIpListReply(fields, redactor))
const check = (fields: Record<string, unknown>) => parseCallbackCheck(fields, redactor)
const refused = (errmsg: (size: number) => string) =>
  reply((size) => JSON.stringify({ errcode: 40164, errmsg: errmsg(size) }))
const pieces = (text: string) => bodyPieces(Buffer.from(text), countRemoved().cutBy({}), 'response-body')
const proxyFor = (noProxy: string) =>
  proxyFromEnvironment({ https_proxy: 'http://proxy:1', no_proxy: noProxy }, 'https://api.weixin.qq.com')

export const worstCases: Record<string, WorstCase> = {
  'a reply of brackets': reply(nested),
  'a reply of open brackets': reply((size) => '['.repeat(size)),
  'a reply of objects': reply((size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`),
  'a reply of blanks': reply((size) => `{${' '.repeat(size)}`),
  'a reply of fields': reply((size) => `{${numbered(size, (index) => `"k${index}":1`)}}`),
  'a reply of one field, again and again': reply((size) => `{${numbered(size, () => '"access_token":"a"')}}`),
  'a reply of escapes': reply((size) => `{"a":"${fill(size, '\\"')}"}`),
  'a number': reply((size) => `{"errcode":${'9'.repeat(size)}}`),
  'a token': reply((size) => `{"access_token":"${'x'.repeat(size)}","expires_in":7200}`, parseToken),
  'a life': reply((size) => `{"access_token":"x","expires_in":"${'7'.repeat(size)}"}`, parseToken),
  'an errmsg of dots': refused((size) => `${'.'.repeat(size)}a`),
  'an errmsg of colons': refused((size) => `${':'.repeat(size)}a`),
  'an errmsg of addresses': refused((size) => fill(size, '1.2.3.')),
  'an errmsg of words': refused((size) => fill(size, 'abcdef01-')),
  addresses: reply(
    (size) => `{"ip_list":[${numbered(size, (n) => `"1.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}"`)}]}`,
    ipList,
  ),
  'entries that are none': reply(
    (size) => `{"ip_list":["1.1.1.1",${numbered(size, (n) => `"an entry that is none: ${n}"`)}]}`,
    ipList,
  ),
  'entries of other types': reply(
    (size) => `{"ip_list":["1.1.1.1",${numbered(size, () => '{"an":"entry that is none"}')}]}`,
    ipList,
  ),
  'one entry of many addresses': reply((size) => `{"ip_list":["1.1.1.1","${fill(size, 'a:')}"]}`, ipList),
  'rows of a check': reply((size) => `{"dns":[${numbered(size, () => '{}')}]}`, check),
  'rows of a check that are none': reply((size) => `{"ping":[${numbered(size, () => '1')}]}`, check),
  'an address of dots': over(isAddressOrNetwork, '.'),
  'an address of slashes': over(isAddressOrNetwork, '/'),
  'an address of zeros': over(isAddressOrNetwork, '0', '::'),
  'JSON of numbers, in order': over(canonicalJson, '0,', '[', '0]'),
  'JSON of numbers, 200 levels down': over(canonicalJson, '0,', '['.repeat(200), `0${']'.repeat(200)}`),
  'JSON of keys, in order': (size) => {
    const text = `{${numbered(size, (index) => `"k${(index * 7919) % 100_003}":1`)}}`
    return () => canonicalJson(text)
  },
  'JSON of brackets, in order': (size) => () => canonicalJson(nested(size)),
  'JSON of one string, line by line': over(prettyJson, 'a', '"', '"'),
  'JSON of escapes, line by line': over(prettyJson, '\\n', '"', '"'),
  'a body of markers': over(pieces, '[hidden:20-chars:#abcdef]'),
  'a body of halves of markers': over(pieces, '[hidden:1'),
  'a body of digits behind half a marker': over(pieces, '1', '[hidden:'),
  'a target of keys in front of markers': over((text) => piecesOf(text, {}), 'access_token%2525253d'),
  'a page of placeholders': over(marked, '$WX_SECRET'),
  'a page of brackets': over(marked, '<'),
  'an origin of letters': over(checkOrigin, 'a', 'https://'),
  'an origin of labels': over(checkOrigin, 'a.', 'https://', 'com'),
  'an origin of at-signs': over(checkOrigin, '@', 'https://'),
  'an origin of slashes': over(checkOrigin, '/'),
  'an origin of colons': over(checkOrigin, ':', 'https://[', ']'),
  'a proxy of letters': over(checkProxy, 'a', 'http://'),
  'a proxy of at-signs': over(checkProxy, '@', 'http://'),
  'a proxy of percent signs': over(checkProxy, '%', 'http://', '@host:1'),
  'exemptions from the proxy': over(proxyFor, 'a.b,'),
  'one exemption of colons': over(proxyFor, ':'),
  'one exemption of brackets': over(proxyFor, '[]'),
}
