import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import type { Issued, TokenBook } from '#core/sandbox/state/token-book.ts'
import { admit, checkToken, jsonBody } from './checks.ts'
import { apiDomainIpList, callbackIpList, later, oddEntries } from './ip-list.ts'
import { clearApiQuota, clearQuota, clearQuotaBySecret, getQuota, getRid, getTicket } from './openapi.ts'
import type { QuotaBook } from './quota-book.ts'
import { Refusal } from './replies.ts'
import type { RidBook } from './rid-book.ts'

/** The parts of a request that the service reads. */
export interface ServiceRequest {
  method: string
  /** As sent, up to the question mark. */
  path: string
  query: URLSearchParams
  contentType: string
  body: string
}

/** The service, as endpoints use it. */
export interface Service {
  /** Epoch ms of the virtual clock. */
  now(): number
  isOn(scenario: SandboxScenario): boolean
  /** The caller's apparent address. */
  callerIp(): string
  secretOf(appId: string): string | undefined
  /** Ends a scenario, as if a person had switched it off. */
  turnOff(scenario: SandboxScenario): void
  /** The seed of tokens and tickets. */
  seed: string
  book: TokenBook
  quotas: QuotaBook
  rids: RidBook
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
  ['/cgi-bin/openapi/quota/get', { method: 'POST', answer: getQuota }],
  ['/cgi-bin/openapi/quota/clear', { method: 'POST', answer: clearApiQuota }],
  ['/cgi-bin/openapi/rid/get', { method: 'POST', answer: getRid }],
  ['/cgi-bin/clear_quota', { method: 'POST', answer: clearQuota }],
  ['/cgi-bin/clear_quota/v2', { method: 'POST', answer: clearQuotaBySecret }],
  ['/cgi-bin/ticket/getticket', { method: 'GET', answer: getTicket }],
])

/** The paths that are served. */
export const paths: readonly string[] = [...routes.keys()]

/**
 * The body of a good reply; throws a {@link Refusal} otherwise. Checked in order: path, method, busy, parameters,
 * AppID, whitelist, AppSecret or token, quota. WeChat does not publish its order.
 */
export function answer(request: ServiceRequest, service: Service): Record<string, unknown> {
  const route = routes.get(request.path)
  if (!route) throw new Refusal(40066)
  if (route.method !== request.method) throw new Refusal(route.method === 'GET' ? 43001 : 43002)
  if (service.isOn('busy')) throw new Refusal(-1)
  return route.answer(request, service)
}

function classicToken({ query, path }: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = admit(Object.fromEntries(query), path, service)
  return tokenBody(service.book.fetchClassic(appId, service.now()))
}

function stableToken(request: ServiceRequest, service: Service): Record<string, unknown> {
  const body = jsonBody(request)
  const appId = admit(body, request.path, service)
  const { book } = service
  const now = service.now()
  const issued = body.force_refresh === true ? book.forceStable(appId, now) : book.fetchStable(appId, now)
  if (!issued) throw new Refusal(45009)
  return tokenBody(issued)
}

function callbackIps(request: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(request, service)
  const list = service.isOn('ip-list-changed')
    ? later(callbackIpList, ['42.192.7.0/24', '121.51.90.218'])
    : callbackIpList
  return { ip_list: service.isOn('odd-ip-list') ? [...list, ...oddEntries] : list }
}

function apiDomainIps(request: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(request, service)
  return { ip_list: service.isOn('ip-list-changed') ? later(apiDomainIpList, ['127.81.69.218']) : apiDomainIpList }
}

/** The reply has only the requested parts. The address is from a documentation range. */
function callbackCheck(request: ServiceRequest, service: Service): Record<string, unknown> {
  checkToken(request, service)
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

function tokenBody({ token, expiresIn }: Issued): Record<string, unknown> {
  return { access_token: token, expires_in: expiresIn }
}
