import { findJsonFault } from '#contract/pure/json/json-fault.ts'
import { MARKER } from '#contract/pure/text/marker.ts'

/** Longest path with its query, in characters. */
export const MAX_TARGET = 4096
/** Longest body, in characters. */
export const MAX_REQUEST_BODY = 32 * 1024

/**
 * The placeholders that core fills in at sending, so that the page never has the secrets: in a path percent-encoded, in
 * a body as JSON text.
 */
export const placeholders = ['$WX_ACCESS_TOKEN', '$WX_APPSECRET', '$WX_APPID'] as const
export type Placeholder = (typeof placeholders)[number]

/** A request as typed. */
export interface RequestDraft {
  method: 'GET' | 'POST'
  /** Path and query, percent-encoded, beginning with `/cgi-bin/`. */
  target: string
  /** JSON text, sent byte for byte; empty for none. */
  body: string
  /** The console puts `access_token=…` in front of the query. */
  attachToken: boolean
}

/**
 * Why a request is not sent. `hidden`: it still has a marker of a recorded secret · `token-twice`: the path has an
 * access_token and the console would attach another · `takes-no-token`: the endpoint issues one ·
 * `unknown-placeholder`: a `$WX_…` without a meaning.
 */
export const requestFaults = [
  'too-long',
  'host',
  'hidden',
  'blank',
  'fragment',
  'not-encoded',
  'bad-escape',
  'not-cgi-bin',
  'dots',
  'double-slash',
  'token-twice',
  'takes-no-token',
  'unknown-placeholder',
  'body-on-get',
  'not-json',
] as const
export type RequestFaultReason = (typeof requestFaults)[number]

/** `line` and `column`, from 1: where a body stops being JSON. */
export interface RequestFault {
  field: 'target' | 'body'
  reason: RequestFaultReason
  line?: number
  column?: number
}

/** All faults that keep a request from being sent, at most one for each field. */
export function checkRequest(draft: RequestDraft): RequestFault[] {
  const target = targetFault(draft.target, draft.attachToken)
  const body = bodyFault(draft)
  return [...(target ? [{ field: 'target' as const, reason: target }] : []), ...(body ? [body] : [])]
}

function targetFault(target: string, attachToken: boolean): RequestFaultReason | undefined {
  if (target.length > MAX_TARGET) return 'too-long'
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|[^/?#\s][^/?#\s.]*\.[^/?#\s]+\/)/i.test(target)) return 'host'
  if (new RegExp(MARKER).test(target)) return 'hidden'
  if (/[\s\p{Cc}\p{Cf}]/u.test(target)) return 'blank'
  if (target.includes('#')) return 'fragment'
  if (/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%[\]]/.test(target)) return 'not-encoded'
  if (/%(?![0-9a-f]{2})/i.test(target)) return 'bad-escape'
  if (!/^\/cgi-bin\/[^?/]/.test(target)) return 'not-cgi-bin'
  const path = pathOf(target)
  if (/(?:^|[/\\])\.{1,2}(?:[/\\]|$)/.test(path)) return 'dots'
  if (path.includes('//')) return 'double-slash'
  if (tokenFamilyOf(target) && (attachToken || hasAccessToken(target))) return 'takes-no-token'
  if (attachToken && hasAccessToken(target)) return 'token-twice'
  return placeholderFault(target)
}

/** The type of the tokens that an endpoint issues; `undefined` for an endpoint that issues none. */
export function tokenFamilyOf(target: string): 'classic' | 'stable' | undefined {
  const endpoint = endpointOf(target)
  if (endpoint === '/cgi-bin/token') return 'classic'
  return endpoint === '/cgi-bin/stable_token' ? 'stable' : undefined
}

function bodyFault({ method, target, body }: RequestDraft): RequestFault | undefined {
  const field = 'body'
  if (body === '') return undefined
  if (method === 'GET') return { field, reason: 'body-on-get' }
  if (body.length > MAX_REQUEST_BODY) return { field, reason: 'too-long' }
  if (new RegExp(MARKER).test(body)) return { field, reason: 'hidden' }
  if (tokenFamilyOf(target) && body.includes('$WX_ACCESS_TOKEN')) return { field, reason: 'takes-no-token' }
  const fault = findJsonFault(body)
  if (fault) return { field, reason: 'not-json', ...fault }
  const reason = placeholderFault(body)
  return reason && { field, reason }
}

/** The longest name counts: `$WX_APPIDS` is not `$WX_APPID`. */
function placeholderFault(text: string): 'unknown-placeholder' | undefined {
  const known = new Set<string>(placeholders)
  return (text.match(/\$WX_\w*/g) ?? []).some((found) => !known.has(found)) ? 'unknown-placeholder' : undefined
}

function hasAccessToken(target: string): boolean {
  const query = target.slice(`${target}?`.indexOf('?') + 1)
  return query.split('&').some((pair) => decoded(pair.split('=')[0] ?? '').toLowerCase() === 'access_token')
}

/** Known costs of a request beyond one call of its own quota. */
export const requestCosts = ['classic-token', 'force-refresh', 'clear-quota', 'clear-api-quota'] as const
export type RequestCost = (typeof requestCosts)[number]

/**
 * `classic-token`: invalidates the current classic token · `force-refresh`: replaces the stable one, 20 a day ·
 * `clear-quota`: 10 a month, shared with the button on WeChat's page · `clear-api-quota`: 50 a month. Asks once too
 * often rather than too seldom: escapes, case and doubled keys do not hide a cost.
 */
export function costOf({ target, body }: Pick<RequestDraft, 'target' | 'body'>): RequestCost | undefined {
  const family = tokenFamilyOf(target)
  if (family === 'classic') return 'classic-token'
  if (family === 'stable') return forces(body) ? 'force-refresh' : undefined
  switch (endpointOf(target)) {
    case '/cgi-bin/clear_quota':
    case '/cgi-bin/clear_quota/v2':
      return 'clear-quota'
    case '/cgi-bin/openapi/quota/clear':
      return 'clear-api-quota'
    default:
      return undefined
  }
}

/** The endpoint that a gateway may read from a path: decoded, in lower case, without a slash at its end. */
export function endpointOf(target: string): string {
  const path = pathOf(target).toLowerCase()
  let end = path.length
  while (path.endsWith('/', end)) end -= 1
  return path.slice(0, end)
}

/** Any value but `false`, under any of several keys of that name. */
function forces(body: string): boolean {
  const key = /"force_refresh"\s*:\s*(?!false\b|\s)/
  try {
    const value: unknown = JSON.parse(body)
    const escaped =
      typeof value === 'object' && value !== null && 'force_refresh' in value ? value.force_refresh : false
    return escaped !== false || key.test(body)
  } catch {
    return key.test(body)
  }
}

const pathOf = (target: string) => decoded(target.split('?')[0] ?? '')

/**
 * Decodes repeatedly, since a gateway and the server behind it may each decode once. In one pass: an escape is complete
 * when its last digit comes, and may complete another one with what stands before it.
 */
function decoded(text: string): string {
  const out: string[] = []
  for (const character of text) {
    out.push(character)
    for (let read = escapeAt(out); read !== undefined; read = escapeAt(out)) out.splice(-3, 3, read)
  }
  return out.join('')
}

/** The character that the last three characters encode. */
function escapeAt(characters: string[]): string | undefined {
  if (characters.at(-3) !== '%') return undefined
  const hex = `${characters.at(-2)}${characters.at(-1)}`
  return /^[2-7][0-9a-f]$/i.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined
}
