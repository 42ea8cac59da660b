import type { SandboxScenario } from '../../contract/pure/scenarios.ts'
import { apiDomainIpList, callbackIpList, later, oddEntries } from './ip-list.ts'
import { type Errcode, Refusal } from './replies.ts'
import type { Issued, TokenBook } from './token-book.ts'

/** A request as far as the service looks at it. */
export interface ServiceRequest {
  method: string
  /** As sent, up to the question mark. */
  path: string
  query: URLSearchParams
  contentType: string
  body: string
}

/** What an endpoint may ask of the service it runs in. */
export interface Service {
  /** Epoch ms of the virtual clock. */
  now(): number
  isOn(scenario: SandboxScenario): boolean
  /** Where the caller's requests seem to come from. */
  callerIp(): string
  secretOf(appId: string): string | undefined
  book: TokenBook
}

interface Route {
  method: 'GET' | 'POST'
  answer(request: ServiceRequest, service: Service): Record<string, unknown>
}

/** The endpoints, by path. */
const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/cgi-bin/token', { method: 'GET', answer: classicToken }],
  ['/cgi-bin/stable_token', { method: 'POST', answer: stableToken }],
  ['/cgi-bin/getcallbackip', { method: 'GET', answer: callbackIps }],
  ['/cgi-bin/get_api_domain_ip', { method: 'GET', answer: apiDomainIps }],
  ['/cgi-bin/callback/check', { method: 'POST', answer: callbackCheck }],
])

/** The paths that are served. */
export const paths: readonly string[] = [...routes.keys()]

/**
 * The body of a good reply; throws a {@link Refusal} otherwise. Checked in turn: path, method, whether the service is
 * busy, parameters, AppID, whitelist, AppSecret or token, quota. WeChat does not publish its order.
 */
export function answer(request: ServiceRequest, service: Service): Record<string, unknown> {
  const route = routes.get(request.path)
  if (!route) throw new Refusal(40066)
  if (route.method !== request.method) throw new Refusal(route.method === 'GET' ? 43001 : 43002)
  if (service.isOn('busy')) throw new Refusal(-1)
  return route.answer(request, service)
}

function classicToken({ query }: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = admit(Object.fromEntries(query), service)
  return tokenBody(service.book.fetchClassic(appId, service.now()))
}

function stableToken(request: ServiceRequest, service: Service): Record<string, unknown> {
  const body = jsonBody(request)
  const appId = admit(body, service)
  const { book } = service
  const now = service.now()
  const issued = body.force_refresh === true ? book.forceStable(appId, now) : book.fetchStable(appId, now)
  if (!issued) throw new Refusal(45009)
  return tokenBody(issued)
}

function callbackIps({ query }: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(query, service)
  const list = service.isOn('ip-list-changed')
    ? later(callbackIpList, ['42.192.7.0/24', '121.51.90.218'])
    : callbackIpList
  return { ip_list: service.isOn('odd-ip-list') ? [...list, ...oddEntries] : list }
}

function apiDomainIps({ query }: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(query, service)
  return { ip_list: service.isOn('ip-list-changed') ? later(apiDomainIpList, ['127.81.69.218']) : apiDomainIpList }
}

/** Only what was asked for is in the reply. The address is one of those set aside for documentation. */
function callbackCheck(request: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(request.query, service)
  const { action, check_operator: operator } = jsonBody(request)
  if (!['dns', 'ping', 'all'].includes(String(action))) throw new Refusal(40202)
  if (!['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'].includes(String(operator))) throw new Refusal(40203)
  if (service.isOn('no-callback-url')) throw new Refusal(40201)
  const ip = '203.0.113.80'
  const from = operator === 'DEFAULT' ? ['CHINANET', 'UNICOM', 'CAP'] : [operator]
  return {
    ...(action !== 'ping' && { dns: [{ ip, real_operator: 'CHINANET' }] }),
    ...(action !== 'dns' && {
      ping: from.map((from_operator) => ({ ip, from_operator, package_loss: '0%', time: '23.079ms' })),
    }),
  }
}

/** The checks both token endpoints share; returns the AppID. */
function admit(params: Record<string, unknown>, service: Service): string {
  const appId = required(params.appid, 41002)
  const secret = required(params.secret, 41004)
  if (params.grant_type !== 'client_credential') throw new Refusal(40002)
  const known = service.secretOf(appId)
  if (known === undefined) throw new Refusal(40013)
  checkWhitelist(service)
  if (secret !== known || service.isOn('invalid-secret')) throw new Refusal(40125)
  checkQuota(service)
  return appId
}

/** The check every other endpoint begins with. */
function checkToken(query: URLSearchParams, service: Service): void {
  const token = required(query.get('access_token'), 41001)
  checkWhitelist(service)
  const now = service.now()
  if (service.isOn('superseded')) service.book.supersede(token, now)
  if (service.isOn('expired')) service.book.expire(token, now)
  const standing = service.book.standing(token, now)
  if (standing === 'expired') throw new Refusal(42001)
  if (standing !== 'valid') throw new Refusal(40001)
  checkQuota(service)
}

function checkWhitelist(service: Service): void {
  if (service.isOn('ip-not-registered')) throw new Refusal(61004, service.callerIp())
  if (service.isOn('ip-not-whitelisted') || service.isOn('changing-exit')) throw new Refusal(40164, service.callerIp())
}

function checkQuota(service: Service): void {
  if (service.isOn('minute-quota')) throw new Refusal(45011)
  if (service.isOn('daily-quota')) throw new Refusal(45009)
}

function required(value: unknown, errcode: Errcode): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(errcode)
  return value
}

/** Whoever sends a form or a query instead of JSON is told that the AppID is missing, as by WeChat. */
function jsonBody({ body, query, contentType }: ServiceRequest): Record<string, unknown> {
  if (body === '') throw new Refusal(query.size > 0 ? 41002 : 44002)
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    if (contentType.startsWith('application/x-www-form-urlencoded')) throw new Refusal(41002)
  }
  throw new Refusal(47001)
}

function tokenBody({ token, expiresIn }: Issued): Record<string, unknown> {
  return { access_token: token, expires_in: expiresIn }
}
