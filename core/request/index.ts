import type { Module } from '#core/model/module.ts'
import { createRequests, type Requests, type RequestsDeps } from './requests.ts'

/** Requests that a person writes. */
export function createRequest(deps: RequestsDeps): Module<Requests, 'request'> {
  const service = createRequests(deps)
  return { service, handlers: { request: { send: service.send } }, snapshots: {} }
}
