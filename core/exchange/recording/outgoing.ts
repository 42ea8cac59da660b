import type { Outgoing } from '#core/net/connection/http-connection.ts'
import type { ApiRequest } from './recorder.ts'

/** What a call looks like on the wire, with the headers that the console adds. `version` is the console's. */
export function outgoingFor(call: ApiRequest, version: string): Outgoing {
  const headers: Outgoing['headers'] = [
    ['user-agent', `mp-console/${version}`],
    ['accept', 'application/json'],
    ['accept-encoding', 'identity'],
  ]
  const body = call.json === undefined ? call.body : Buffer.from(JSON.stringify(call.json))
  if (!body) return { method: call.method, target: call.target, headers }
  headers.push(['content-type', 'application/json'])
  return { method: call.method, target: call.target, headers, body }
}
