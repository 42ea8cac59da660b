import { MAX_LOOKED_AT } from '#contract/pure/limits.ts'
import { errcodeKey, isNotWhitelistedCode } from './errcode-key.ts'
import { maskSecrets } from './mask.ts'
import { findRid } from './rid.ts'
import { pitfallOf, pitfallOfHost, type Topic } from './topics.ts'

/** The topic of a pasted text. Nothing in it holds a secret. */
export type Recognised = {
  rid?: string
  /** The caller's address as the errmsg names it. */
  seenIp?: string
} & (
  | { kind: 'errcode'; errcode: number; endpoint: 'token' | 'api'; errmsg: string; topic?: Topic }
  | { kind: 'topic'; topic: Topic /** What it was about: a host, a status. */; detail?: string }
  | { kind: 'nothing' }
)

/** Longest errmsg, and longest host name, that is shown, in characters. */
const MAX_ERRMSG = 300
const MAX_DETAIL = 120

/** `"errcode":40164`, escaped in another JSON, as a Python or PHP literal, or as SDKs write it in their own language. */
const ERRCODE = /(?:err_?code|错误(?:代码|码))\\?["']?\s*(?:=>|[:：=])\s*\\?["']?(-?\d{1,6})(?!\d)/i
const ERRMSG = /(?:err_?msg|错误信息)\\?["']?\s*(?:=>|[:：=])\s*\\?["']?([^"'\\\n}]*)/i
const TOKEN_ENDPOINT = /\/cgi-bin\/(?:stable_)?token\b|get(?:Stable)?AccessToken\b(?!,)|appsecret/i

/**
 * Finds the topic of an error text or a reply. Codes decide; wordings count only where there is no code. Only the first
 * {@link MAX_LOOKED_AT} characters are read.
 */
export function recognise(pasted: string): Recognised {
  const text = maskSecrets(pasted.slice(0, MAX_LOOKED_AT))
  const rid = findRid(text)
  const found = errcodeIn(text) ?? topicIn(text)
  const base = { ...(rid && { rid }) }
  if (found) return { ...base, ...found }
  return rid ? { ...base, kind: 'topic', topic: 'rid-only' } : { kind: 'nothing' }
}

function errcodeIn(text: string): Recognised | undefined {
  const errcode = Number(ERRCODE.exec(text)?.[1] ?? aloneIn(text) ?? Number.NaN)
  if (Number.isNaN(errcode)) return undefined
  if (errcode === 0) return { kind: 'topic', topic: 'success' }
  const errmsg = (ERRMSG.exec(text)?.[1] ?? '').trim().slice(0, MAX_ERRMSG)
  const seenIp = isNotWhitelistedCode(errcode) ? ipIn(text) : undefined
  const topic = pitfallOf({ code: 'wechat', errcode })
  const endpoint = TOKEN_ENDPOINT.test(text.replace(ERRMSG, '')) || /appsecret/i.test(errmsg) ? 'token' : 'api'
  return { kind: 'errcode', errcode, endpoint, errmsg, ...(topic && { topic }), ...(seenIp && { seenIp }) }
}

/** A number alone that is a known errcode. */
function aloneIn(text: string): string | undefined {
  const alone = /^\s*(-?\d{1,6})\s*$/.exec(text)?.[1]
  return alone !== undefined && errcodeKey(Number(alone), 'api') !== 'unknown' ? alone : undefined
}

function ipIn(text: string): string | undefined {
  return /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/.exec(text)?.[0]
}

const topic = (name: Topic, detail?: string): Recognised => ({ kind: 'topic', topic: name, ...(detail && { detail }) })

type Reader = (text: string) => Recognised | undefined

const when =
  (pattern: RegExp, name: Topic): Reader =>
  (text) => {
    const match = pattern.exec(text)
    return match ? topic(name, match.groups?.detail) : undefined
  }

/** Tried in order: the most specific first. */
const readers: readonly Reader[] = [
  when(/ERR_UNESCAPED_CHARACTERS|Request path contains unescaped/, 'unescaped-path'),
  when(/ERR_INVALID_PROTOCOL|Protocol "http:" not supported/, 'wrong-module'),
  when(/ERR_INVALID_URL|Invalid URL|Failed to parse URL/, 'missing-scheme'),
  when(/wrong version number|WRONG_VERSION_NUMBER|packet length too long/i, 'plain-port'),
  nameNotFound,
  when(/EAI_AGAIN|Temporary failure in name resolution|ESERVFAIL/i, 'name-temporary'),
  when(/\b407\b.{0,40}proxy|proxy authentication required|tunneling socket|ERR_(?:PROXY|TUNNEL)|ProxyError/i, 'proxy'),
  when(
    /self.signed certificate|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_HAS_EXPIRED|ERR_TLS_CERT|certificate verify failed|PKIX path/i,
    'certificate',
  ),
  when(/ECONNREFUSED(?: (?<detail>[\w.:[\]-]+))?|connection refused/i, 'refused'),
  when(/socket hang up|Empty reply from server|Remote end closed connection without response/i, 'missing-end'),
  when(/ECONNRESET|connection reset|EPIPE|broken pipe|other side closed/i, 'reset'),
  when(/ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|timed? ?out/i, 'timed-out'),
  status,
  when(/KeyError: ['"]access_token|(?:undefined index|undefined array key).{0,4}access_token/i, 'missing-field'),
  when(/Unexpected token|Unexpected end of JSON|JSONDecodeError|not valid JSON|JsonParse/i, 'not-json'),
  when(/Unhandled 'error' event/, 'no-listener'),
  code,
]

function topicIn(text: string): Recognised | undefined {
  for (const read of readers) {
    const found = read(text)
    if (found) return found
  }
  return undefined
}

/** The looked-up name distinguishes a typing mistake from being offline. */
function nameNotFound(text: string): Recognised | undefined {
  const match = /(?:ENOTFOUND|ENODATA|EAI_NONAME|Could not resolve host:|no such host)\s*(?<detail>\S+)?/i.exec(text)
  if (!match) return undefined
  const host = /hostname: '(?<detail>[^']+)'/.exec(text)?.groups?.detail ?? match.groups?.detail ?? ''
  const clean = host.slice(0, MAX_DETAIL).replace(/^['"(]+|['",;)}\]]+$/g, '')
  return topic(pitfallOfHost(clean) ?? 'name-not-found', clean)
}

function status(text: string): Recognised | undefined {
  const match =
    /(?:HTTP(?:\/\d(?:\.\d)?)?(?: status| error)?|status(?: code)?(?: is)?)["']?\s*(?:[:=]\s*)?(?<detail>[45]\d\d)(?!\d)|(?<named>412 Precondition Failed)/i.exec(
      text,
    )
  const number = match?.groups?.named ? '412' : match?.groups?.detail
  if (number === undefined) return undefined
  if (number === '412') return topic('chunked', number)
  return topic(Number(number) >= 500 ? 'gateway-failed' : 'gateway-refused', number)
}

/** The faulty code itself, pasted instead of its error. */
function code(text: string): Recognised | undefined {
  const host = /\bhost(?:name)?\s*:\s*['"`](?<detail>[^'"`]+)/.exec(text)?.groups?.detail
  const pitfall = host === undefined ? undefined : pitfallOfHost(host)
  if (pitfall) return topic(pitfall, host?.slice(0, MAX_DETAIL))
  if (/\bhttps?\.request\(/.test(text) && !/\.end\(/.test(text)) return topic('missing-end')
  if (/\bhttps?\.get\(\s*['"`]api\d?\.weixin/.test(text)) return topic('missing-scheme')
  return /['"`]http:\/\/(?:\w+\.)?api\d?\.weixin/.test(text) ? topic('plain-http') : undefined
}
