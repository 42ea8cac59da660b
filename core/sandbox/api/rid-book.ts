import type { RidRecord, SandboxState } from '#core/sandbox/state/state.ts'
import type { TokenBook } from '#core/sandbox/state/token-book.ts'
import type { ServiceRequest } from './routes.ts'

const keptMs = 7 * 86_400_000
/** Most records; the oldest goes first. */
const remembered = 100
/** From a documentation range; a refusal by the whitelist names the caller's own address. */
const documentationIp = '203.0.113.47'
/** Most characters stored of a query or a body. */
const textKept = 2_000
/** A token or a ticket, anywhere in a text. */
const LONG_SECRET = /[A-Za-z0-9_-]{64,}/g

/** The reply of `rid/get` about a refused request. */
export interface RidDetails {
  invoke_time: number
  cost_in_ms: number
  request_url: string
  request_body: string
  response_body: string
  client_ip: string
}

/**
 * The refused requests of the last seven days. A token is stored as its serial, and a request with an AppSecret without
 * parameters: the state holds no secret. Times in epoch ms of the virtual clock.
 */
export class RidBook {
  readonly #state: SandboxState
  readonly #book: TokenBook
  readonly #changed: () => void

  constructor(state: SandboxState, book: TokenBook, changed: () => void) {
    this.#state = state
    this.#book = book
    this.#changed = changed
  }

  remember(rid: string, request: ServiceRequest, response: string, now: number): void {
    const owner = this.#book.ownerOf(request.query.get('access_token') ?? '')
    const appId = owner?.appId ?? request.query.get('appid') ?? ''
    // No account could ask for it.
    if (appId === '') return
    const query = new URLSearchParams(request.query)
    query.delete('access_token')
    const isSecret = /secret/i.test(`${query} ${request.body}`)
    const kept = (text: string) => (isSecret ? '' : text.replace(LONG_SECRET, '…').slice(0, textKept))
    const record: RidRecord = {
      rid,
      at: now,
      appId,
      path: request.path,
      query: kept(query.toString()),
      body: kept(request.body),
      response,
      ...(owner && { token: { family: owner.family, serial: owner.serial } }),
    }
    this.#state.rids = [...(this.#state.rids ?? []), record].slice(-remembered)
    this.#changed()
  }

  /** `undefined` for a rid of another account, older than seven days, or unknown. */
  find(rid: string, appId: string, now: number): RidDetails | undefined {
    const found = this.#state.rids?.find((record) => record.rid === rid)
    if (!found || found.appId !== appId || now - found.at > keptMs) return undefined
    const { token, path, query, at, body, response } = found
    const credential = token && `access_token=${this.#book.tokenOf({ appId, ...token })}`
    return {
      invoke_time: Math.floor(at / 1000),
      cost_in_ms: 30,
      request_url: `https://api.weixin.qq.com${path}?${[credential, query].filter(Boolean).join('&')}`,
      request_body: body,
      response_body: response,
      client_ip: /\b\d+\.\d+\.\d+\.\d+\b/.exec(response)?.[0] ?? documentationIp,
    }
  }
}
