import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import { QuotaBook } from './api/quota-book.ts'
import { newRid, Refusal, refusalBody } from './api/replies.ts'
import { RidBook } from './api/rid-book.ts'
import { answer, paths, type Service } from './api/routes.ts'
import { deriveSecret, sandboxAppId } from './state/derive.ts'
import { freshState, parseState, type SandboxState } from './state/state.ts'
import { type Family, TokenBook } from './state/token-book.ts'
import { createGateway, type Faults } from './transport.ts'

export interface SandboxOptions {
  /** The state of an earlier run, from `state()` or `onStateChange`. An unusable value starts afresh. */
  state?: unknown
  /** The real clock, epoch ms. */
  now?: () => number
  /** 0, the default, lets the system choose. */
  port?: number
  /** Further credentials to accept, beside the sandbox's own. */
  extraAccounts?: { appId: string; appSecret: string }[]
  /** Ms of delay under the scenario `slow`; 3000 by default. */
  slowMs?: number
  /** Called after every change with a JSON value to store. */
  onStateChange?: (state: SandboxState) => void
}

/** A WeChat server on loopback. Its clock, the virtual one, is the real clock plus an offset. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  origin: string
  appId: string
  appSecret: string
  /** The saved state was unusable; the AppSecret and all tokens are new. */
  stateDiscarded: boolean
  /** A copy of what `onStateChange` would get now. */
  state(): SandboxState
  /** Ms the virtual clock is ahead of the real one. */
  offsetMs(): number
  /** Moves the virtual clock forward; throws a RangeError for anything but whole ms of 0 or more. */
  advance(ms: number): void
  setScenario(scenario: SandboxScenario, on: boolean): void
  scenarios(): SandboxScenario[]
  /** Another client gets a new token of this type now: by a classic fetch, or a forced refresh of the stable one. */
  fetchElsewhere(appId: string, family: Family): void
  /** Requests received since the start, by path. */
  counts(): Record<string, number>
  /** Ends every connection. */
  close(): Promise<void>
}

/** The addresses of a NAT pool; 203.0.113.0/24 is a documentation range, so nobody can whitelist it by accident. */
const exitIps = ['203.0.113.47', '203.0.113.12', '203.0.113.61']

/** Starts the service on 127.0.0.1; rejects when the port cannot be had. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now: realNow = Date.now, port = 0, slowMs = 3000, extraAccounts = [] } = options
  const saved = parseState(options.state)
  const state = saved ?? freshState()
  const appSecret = deriveSecret(state.seed)
  const secrets = new Map([
    [sandboxAppId, appSecret],
    ...extraAccounts.map((extra) => [extra.appId, extra.appSecret] as const),
  ])
  const counts = new Map(paths.map((path) => [path, 0]))

  const changed = () => options.onStateChange?.(structuredClone(state))
  const now = () => realNow() + state.offsetMs
  const isOn = (scenario: SandboxScenario) => state.scenarios.includes(scenario)
  const book = new TokenBook(state, changed)
  let exits = 0
  const callerIp = () => exitIps[isOn('changing-exit') ? exits++ % exitIps.length : 0] ?? ''
  const setScenario = (scenario: SandboxScenario, on: boolean) => {
    state.scenarios = state.scenarios.filter((other) => other !== scenario).concat(on ? [scenario] : [])
    changed()
  }
  const service: Service = {
    now,
    isOn,
    callerIp,
    turnOff: (scenario) => setScenario(scenario, false),
    secretOf: (appId) => secrets.get(appId),
    seed: state.seed,
    book,
    quotas: new QuotaBook(state, changed),
    rids: new RidBook(state, book, changed),
  }

  const server = createGateway({
    arrived(path) {
      const count = counts.get(path)
      if (count !== undefined) counts.set(path, count + 1)
    },
    faults: (): Faults => ({
      delayMs: isOn('slow') ? slowMs : 0,
      reset: isOn('connection-reset'),
      truncate: isOn('truncated-json'),
    }),
    now,
    answer(request) {
      try {
        return answer(request, service)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const rid = newRid(now())
        const body = refusalBody(error, rid)
        service.rids.remember(rid, request, JSON.stringify(body), now())
        return body
      }
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appId: sandboxAppId,
    appSecret,
    stateDiscarded: options.state !== undefined && saved === undefined,
    state: () => structuredClone(state),
    offsetMs: () => state.offsetMs,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`Cannot advance the clock by ${ms} ms`)
      state.offsetMs += ms
      changed()
    },
    setScenario,
    scenarios: () => [...state.scenarios],
    fetchElsewhere(appId, family) {
      book.rotate(appId, family, now())
    },
    counts: () => Object.fromEntries(counts),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
