import { deriveTicket } from '#core/sandbox/state/derive.ts'
import { checkSecret, checkStanding, checkToken, jsonBody, required } from './checks.ts'
import { Refusal } from './replies.ts'
import type { Service, ServiceRequest } from './routes.ts'

const ok = { errcode: 0, errmsg: 'ok' }

/** `openapi/quota/get`: one endpoint's calls of today. */
export function getQuota(request: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = checkStanding(request.query, service)
  const { limit, used } = quotaOf(appId, jsonBody(request), service)
  return {
    ...ok,
    quota: { daily_limit: limit, used, remain: limit - used },
    rate_limit: { call_count: 600, refresh_second: 60 },
  }
}

/** `openapi/quota/clear`: one endpoint, 50 times a month. */
export function clearApiQuota(request: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = checkStanding(request.query, service)
  const body = jsonBody(request)
  quotaOf(appId, body, service)
  if (!service.quotas.clear(appId, String(body.cgi_path), service.now())) throw new Refusal(48006)
  return ok
}

/** `clear_quota`: every endpoint of the token's account, 10 times a month. */
export function clearQuota(request: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = checkStanding(request.query, service)
  if (required(jsonBody(request).appid, 41002) !== appId) throw new Refusal(40013)
  return clearAll(appId, service)
}

/** `clear_quota/v2`: for an account that can no longer get a token; the same 10 times. */
export function clearQuotaBySecret(request: ServiceRequest, service: Service): Record<string, unknown> {
  const { appid, appsecret } = jsonBody(request)
  const appId = required(appid, 41002)
  checkSecret(appId, required(appsecret, 41004), service)
  return clearAll(appId, service)
}

function clearAll(appId: string, service: Service): Record<string, unknown> {
  if (!service.quotas.clear(appId, undefined, service.now())) throw new Refusal(48006)
  service.turnOff('daily-quota')
  return ok
}

/** `openapi/rid/get`: a refused request of the same account. */
export function getRid(request: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = checkStanding(request.query, service)
  const found = service.rids.find(String(jsonBody(request).rid ?? ''), appId, service.now())
  if (!found) throw new Refusal(76001)
  return { ...ok, request: found }
}

/** `ticket/getticket`: the same ticket for two hours at a time. */
export function getTicket(request: ServiceRequest, service: Service): Record<string, unknown> {
  const appId = checkToken(request, service)
  const type = request.query.get('type')
  if (type !== 'jsapi' && type !== 'wx_card') throw new Refusal(40097)
  const lifeMs = 7_200_000
  const now = service.now()
  return {
    ...ok,
    ticket: deriveTicket(service.seed, appId, type, Math.floor(now / lifeMs)),
    expires_in: Math.ceil((lifeMs - (now % lifeMs)) / 1000),
  }
}

/** Paths are without a host; `/sns/` belongs to other kinds of token. */
function quotaOf(appId: string, { cgi_path: path }: Record<string, unknown>, service: Service) {
  if (typeof path !== 'string' || !/^\/[^/]/.test(path)) throw new Refusal(76003)
  if (path.startsWith('/sns/')) throw new Refusal(76022)
  const quota = service.quotas.of(appId, path, service.now())
  if (!quota) throw new Refusal(76021)
  return quota
}
