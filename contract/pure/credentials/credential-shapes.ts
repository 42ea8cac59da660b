import { MAX_LOOKED_AT } from '#contract/pure/limits.ts'

/** Why a value cannot be sent at all; the commands refuse the same values. */
export type CredentialFault = 'empty' | 'blanks' | 'not-ascii' | 'too-long'

/** Hints for a value that looks unlike an AppID and may be sent all the same. */
export type AppIdHint =
  | 'original-id'
  | 'work-corpid'
  | 'digits'
  | 'url'
  | 'is-secret'
  | 'is-token'
  | 'upper-case'
  | 'wrong-length'
  | 'unusual'

/** Hints for a value that looks unlike an AppSecret and may be sent all the same. */
export type AppSecretHint =
  | 'is-appid'
  | 'encoding-aes-key'
  | 'work-secret'
  | 'url'
  | 'is-token'
  | 'upper-case'
  | 'wrong-length'
  | 'unusual'

/** Hints for a value that looks unlike an access_token and may be sent all the same. */
export type TokenHint = 'is-appid' | 'is-secret' | 'jsapi-ticket' | 'too-short' | 'url' | 'unusual'

/** `value`: the typed text without what never belongs to a credential. */
export type CredentialCheck<Hint> =
  | { value: string; verdict: 'good' }
  | { value: string; verdict: 'hint'; hint: Hint }
  | { value: string; verdict: 'fault'; fault: CredentialFault }

const APPID = /^wx[0-9a-f]{16}$/
const APPID_LENGTH = 18
const SECRET = /^[0-9a-f]{32}$/
const SECRET_LENGTH = 32
/** WeChat's longest known tokens are well below 600 characters; the oldest had no `NN_` in front. */
const TOKEN = /^(\d{1,3}_[A-Za-z0-9_-]{60,}|[A-Za-z0-9_-]{100,})$/
const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\/|^www\./i
/**
 * Invisible characters that copying brings along: zero-width spaces and joiners, word joiner, byte order mark, soft
 * hyphen.
 */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const QUOTED = /^(["'`“‘])(.*)(["'`”’])[,;]?$/s

/** Removes what copying brings along: blanks and quotes around the value, invisible characters anywhere. */
export function cleanCredential(typed: string): string {
  const text = typed.replace(INVISIBLE, '').trim()
  return (QUOTED.exec(text)?.[2] ?? text).trim()
}

function faultOf(value: string, maxLength: number): CredentialFault | undefined {
  if (value === '') return 'empty'
  if (/\s/.test(value)) return 'blanks'
  if (!/^[\x21-\x7e]+$/.test(value)) return 'not-ascii'
  return value.length > maxLength ? 'too-long' : undefined
}

function check<Hint>(
  typed: string,
  maxLength: number,
  hintOf: (value: string) => Hint | undefined,
): CredentialCheck<Hint> {
  // No credential is that long, so no hint is looked for.
  if (typed.length > MAX_LOOKED_AT) return { value: typed, verdict: 'fault', fault: 'too-long' }
  const value = cleanCredential(typed)
  const hint = hintOf(value)
  const fault = faultOf(value, maxLength)
  if (fault) return { value, verdict: 'fault', fault }
  return hint === undefined ? { value, verdict: 'good' } : { value, verdict: 'hint', hint }
}

/** AppIDs are `wx` and 16 lower-case hex digits; official, test and mini program accounts share the shape. */
export function checkAppId(typed: string): CredentialCheck<AppIdHint> {
  return check(typed, 64, appIdHint)
}

function appIdHint(value: string): AppIdHint | undefined {
  if (APPID.test(value)) return undefined
  if (URL_LIKE.test(value)) return 'url'
  if (/^gh_/i.test(value)) return 'original-id'
  if (/^ww[0-9a-z]{16}$/i.test(value)) return 'work-corpid'
  if (/^\d+$/.test(value)) return 'digits'
  if (SECRET.test(value.toLowerCase())) return 'is-secret'
  if (TOKEN.test(value)) return 'is-token'
  if (APPID.test(value.toLowerCase())) return 'upper-case'
  return value.length === APPID_LENGTH ? 'unusual' : 'wrong-length'
}

/** AppSecrets seen so far are 32 lower-case hex digits; WeChat documents no shape. */
export function checkAppSecret(typed: string): CredentialCheck<AppSecretHint> {
  return check(typed, 256, appSecretHint)
}

function appSecretHint(value: string): AppSecretHint | undefined {
  if (SECRET.test(value)) return undefined
  if (URL_LIKE.test(value)) return 'url'
  if (APPID.test(value.toLowerCase())) return 'is-appid'
  if (/^[A-Za-z0-9]{43}$/.test(value)) return 'encoding-aes-key'
  if (/^[A-Za-z0-9_-]{43}$/.test(value)) return 'work-secret'
  if (TOKEN.test(value)) return 'is-token'
  if (SECRET.test(value.toLowerCase())) return 'upper-case'
  return value.length === SECRET_LENGTH ? 'unusual' : 'wrong-length'
}

export type TokenCheck = CredentialCheck<TokenHint> & {
  /** What surrounded the token in the typed text. */
  takenFrom?: 'json' | 'url' | 'quotes'
  /** `expires_in` of the reply that the token was in. */
  endsInSeconds?: number
}

const TOKEN_CHARACTERS = '[A-Za-z0-9_-]'
/**
 * A token in a reply, or in a part of one after a careless selection. Each run of letters is tried once, not at every
 * letter.
 */
const TOKEN_IN_JSON = new RegExp(
  `"access_token"\\s*:\\s*"(${TOKEN_CHARACTERS}+)|(?<!${TOKEN_CHARACTERS})(${TOKEN_CHARACTERS}{20,})"?\\s*,\\s*"expires_in"`,
)
const TOKEN_IN_URL = new RegExp(`[?&]access_token=(${TOKEN_CHARACTERS}+)`)
const EXPIRES_IN = /"expires_in"\s*:\s*(\d{1,7})/

/** Tokens are opaque; those seen have 100 to 512 characters, newer ones a number and `_` in front. */
export function checkToken(typed: string): TokenCheck {
  const text = typed.slice(0, MAX_LOOKED_AT)
  const json = TOKEN_IN_JSON.exec(text)
  const url = TOKEN_IN_URL.exec(text)
  const found = json?.[1] ?? json?.[2] ?? url?.[1]
  const cleaned = withoutQuotes(cleanCredential(text))
  const takenFrom = json ? 'json' : url ? 'url' : cleaned === text.replace(INVISIBLE, '').trim() ? undefined : 'quotes'
  const endsInSeconds = json ? Number(EXPIRES_IN.exec(text)?.[1]) : 0
  const isWhole = text.length === typed.length
  return {
    ...check(found ?? (isWhole ? cleaned : typed), 2048, tokenHint),
    ...(takenFrom && (found || isWhole) && { takenFrom }),
    ...(endsInSeconds > 0 && { endsInSeconds }),
  }
}

const QUOTES_BEFORE = new Set('"\'`“‘')
const QUOTES_BEHIND = new Set('"\'`”’,;')

/** Removes the one quote that a careless selection takes along. */
function withoutQuotes(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && QUOTES_BEFORE.has(text.charAt(start))) start += 1
  while (end > start && QUOTES_BEHIND.has(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function tokenHint(value: string): TokenHint | undefined {
  if (URL_LIKE.test(value)) return 'url'
  if (APPID.test(value.toLowerCase())) return 'is-appid'
  if (SECRET.test(value.toLowerCase())) return 'is-secret'
  if (!/^[\w-]+$/.test(value)) return 'unusual'
  if (!/^\d+_/.test(value) && value.length >= 80 && value.length < 100) return 'jsapi-ticket'
  return value.length < 100 ? 'too-short' : undefined
}

/** The credentials found in a pasted text. */
export interface FoundCredentials {
  appId?: string
  appSecret?: string
  /** The whole text with dots in place of everything that may be a secret. */
  masked: string
  /** Only the first {@link MAX_LOOKED_AT} characters were searched. */
  cut: boolean
}

interface Span {
  start: number
  end: number
}

const MASK = '•'
const APPIDS = /(?<![\w-])wx[0-9a-f]{16}(?![\w-])/gi
const SECRETS = /(?<![\w-])[0-9a-f]{32}(?![\w-])/gi
const SECRET_LABELS = /secret|开发者密码|密钥/gi
/** A labelled value of an unusual shape: offered, since shapes are only hints. */
const LABELLED = /(?:secret|开发者密码|密钥)[)）"'`\]\s]*[:：=][\s"'`]*(?<value>[\w-]{16,256})/gi

/** Finds an AppID and an AppSecret in any text: a copied page, JSON, .env lines, a URL; in any order. */
export function findCredentials(pasted: string): FoundCredentials {
  const whole = pasted.replace(INVISIBLE, '')
  const text = whole.slice(0, MAX_LOOKED_AT)
  const labels = spans(text, SECRET_LABELS)
  const shaped = spans(text, SECRETS)
  const candidates = shaped.length > 0 ? shaped : labelledValues(text)
  const secret = nearest(candidates, labels, text.length)
  const appId = nearest(spans(text, APPIDS), secret ? [secret] : [], 0)
  return {
    ...(appId && { appId: text.slice(appId.start, appId.end) }),
    ...(secret && { appSecret: text.slice(secret.start, secret.end) }),
    masked: mask(whole),
    cut: text.length < whole.length,
  }
}

function spans(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

function labelledValues(text: string): Span[] {
  return [...text.matchAll(LABELLED)].flatMap((match) => {
    const value = match.groups?.value ?? ''
    const end = match.index + match[0].length
    return APPID.test(value.toLowerCase()) ? [] : [{ start: end - value.length, end }]
  })
}

/**
 * The span closest to a mark; a mark behind the span counts as `penalty` farther away. Without marks, the first span.
 * Both are in the order of the text, so one pass over the two is enough.
 */
function nearest(candidates: Span[], marks: Span[], penalty: number): Span | undefined {
  let found: { span: Span; far: number } | undefined
  let before = 0
  let inside = 0
  for (const span of candidates) {
    while ((marks[before]?.end ?? Number.POSITIVE_INFINITY) <= span.start) before += 1
    while ((marks[inside]?.start ?? Number.POSITIVE_INFINITY) < span.end) inside += 1
    const ahead = marks[before - 1]
    const overlapping = inside > before ? marks[inside - 1] : undefined
    const behind = marks[inside]
    const far = Math.min(
      ahead ? span.start - ahead.end : Number.POSITIVE_INFINITY,
      overlapping ? penalty + span.end - overlapping.start : Number.POSITIVE_INFINITY,
      behind ? penalty + behind.start - span.end : Number.POSITIVE_INFINITY,
    )
    if (!found || far < found.far) found = { span, far }
  }
  return found?.span
}

/** Masks all runs of 32 hex digits, and every labelled value that is no AppID. */
function mask(text: string): string {
  return text
    .replace(SECRETS, (secret) => MASK.repeat(secret.length))
    .replace(LABELLED, (found, value: string) =>
      APPID.test(value.toLowerCase()) ? found : found.slice(0, -value.length) + MASK.repeat(value.length),
    )
}
