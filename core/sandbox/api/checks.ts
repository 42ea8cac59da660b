import { type Errcode, Refusal } from './replies.ts'
import type { Service, ServiceRequest } from './routes.ts'

/** The checks both token endpoints share; returns the AppID. */
export function admit(params: Record<string, unknown>, path: string, service: Service): string {
  const appId = required(params.appid, 41002)
  const secret = required(params.secret, 41004)
  if (params.grant_type !== 'client_credential') throw new Refusal(40002)
  checkSecret(appId, secret, service)
  checkQuota(appId, path, service)
  return appId
}

/** The AppSecret is the AppID's. */
export function checkSecret(appId: string, secret: string, service: Service): void {
  const known = service.secretOf(appId)
  if (known === undefined) throw new Refusal(40013)
  checkWhitelist(service)
  if (secret !== known || service.isOn('invalid-secret')) throw new Refusal(40125)
}

/** The check every other endpoint begins with; returns the AppID that the token belongs to. */
export function checkToken({ query, path }: ServiceRequest, service: Service): string {
  const appId = checkStanding(query, service)
  checkQuota(appId, path, service)
  return appId
}

/** As {@link checkToken} for an endpoint that has no daily quota of its own. */
export function checkStanding(query: URLSearchParams, service: Service): string {
  const token = required(query.get('access_token'), 41001)
  checkWhitelist(service)
  const now = service.now()
  if (service.isOn('superseded')) service.book.supersede(token, now)
  if (service.isOn('expired')) service.book.expire(token, now)
  const standing = service.book.standing(token, now)
  if (standing === 'expired') throw new Refusal(42001)
  const owner = service.book.ownerOf(token)
  if (standing !== 'valid' || !owner) throw new Refusal(40001)
  return owner.appId
}

function checkWhitelist(service: Service): void {
  if (service.isOn('ip-not-registered')) throw new Refusal(61004, service.callerIp())
  if (service.isOn('ip-not-whitelisted') || service.isOn('changing-exit')) throw new Refusal(40164, service.callerIp())
}

function checkQuota(appId: string, path: string, service: Service): void {
  if (service.isOn('minute-quota')) throw new Refusal(45011)
  if (service.isOn('daily-quota') || !service.quotas.use(appId, path, service.now())) throw new Refusal(45009)
}

export function required(value: unknown, errcode: Errcode): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(errcode)
  return value
}

/** A form or a query instead of JSON fails with a missing AppID, as with WeChat. */
export function jsonBody({ body, query, contentType }: ServiceRequest): Record<string, unknown> {
  if (body === '') throw new Refusal(query.size > 0 && !query.has('access_token') ? 41002 : 44002)
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    if (contentType.startsWith('application/x-www-form-urlencoded')) throw new Refusal(41002)
  }
  throw new Refusal(47001)
}
