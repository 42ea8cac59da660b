import { randomBytes } from 'node:crypto'
import { type SandboxScenario, sandboxScenarios } from '#contract/pure/scenarios.ts'

/** One issued token. Its text is derived from the serial, never stored. Times in epoch ms of the virtual clock. */
export interface Grant {
  serial: number
  issuedAt: number
  expiresAt: number
}

/** Effective forced refreshes of a stable token: `day` counts days of Beijing time, `lastAt` is epoch ms. */
export interface ForcedRefreshes {
  day: number
  count: number
  lastAt: number
}

/** Calls of a day by path, and resets of a month, of all paths and of one; both by Beijing's calendar. */
export interface QuotaState {
  day: number
  used: Record<string, number>
  month: number
  cleared: { all: number; one: number }
}

/** The tokens of one AppID, oldest first and a limited number, and its calls. */
export interface AccountState {
  classic: Grant[]
  stable: Grant[]
  forced?: ForcedRefreshes
  quota?: QuotaState
}

/**
 * A refused request, as `rid/get` reports it; `at` in epoch ms of the virtual clock. The token is stored as its serial.
 */
export interface RidRecord {
  rid: string
  at: number
  appId: string
  path: string
  query: string
  body: string
  response: string
  token?: { family: 'classic' | 'stable'; serial: number }
}

/** Everything that a restart needs to go on accepting its tokens. A JSON value without a token or a secret. */
export interface SandboxState {
  /** The seed of the AppSecret and every token: 32 hex digits. */
  seed: string
  /** Ms the virtual clock is ahead of the real one. */
  offsetMs: number
  scenarios: SandboxScenario[]
  /** By AppID. */
  accounts: Record<string, AccountState>
  /** Oldest first. */
  rids?: RidRecord[]
}

export function freshState(): SandboxState {
  return { seed: randomBytes(16).toString('hex'), offsetMs: 0, scenarios: [], accounts: {} }
}

/** Reads a saved state; `undefined` when any part of it is unusable. */
export function parseState(value: unknown): SandboxState | undefined {
  if (!isRecord(value)) return undefined
  const { seed, offsetMs, scenarios, accounts, rids } = value
  if (typeof seed !== 'string' || !/^[0-9a-f]{32}$/.test(seed)) return undefined
  if (!isCount(offsetMs)) return undefined
  if (!Array.isArray(scenarios) || !scenarios.every(isScenario)) return undefined
  if (!isRecord(accounts) || !Object.values(accounts).every(isAccount)) return undefined
  if (rids !== undefined && !(Array.isArray(rids) && rids.every(isRidRecord))) return undefined
  return structuredClone({
    seed,
    offsetMs,
    scenarios,
    accounts: accounts as Record<string, AccountState>,
    ...(rids && { rids }),
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isScenario(value: unknown): value is SandboxScenario {
  return sandboxScenarios.some((scenario) => scenario === value)
}

function isGrant(value: unknown): value is Grant {
  return isRecord(value) && isCount(value.serial) && isCount(value.issuedAt) && isCount(value.expiresAt)
}

function isForced(value: unknown): value is ForcedRefreshes {
  return isRecord(value) && isCount(value.day) && isCount(value.count) && isCount(value.lastAt)
}

function isQuota(value: unknown): value is QuotaState {
  if (!isRecord(value)) return false
  const { day, used, month, cleared } = value
  return (
    isCount(day) &&
    isCount(month) &&
    isRecord(used) &&
    Object.values(used).every(isCount) &&
    isRecord(cleared) &&
    isCount(cleared.all) &&
    isCount(cleared.one)
  )
}

function isRidRecord(value: unknown): value is RidRecord {
  if (!isRecord(value)) return false
  const { rid, at, appId, path, query, body, response, token } = value
  const isToken = token === undefined || (isRecord(token) && isFamily(token.family) && isCount(token.serial))
  return isCount(at) && isToken && [rid, appId, path, query, body, response].every((text) => typeof text === 'string')
}

const isFamily = (value: unknown) => value === 'classic' || value === 'stable'

function isAccount(value: unknown): value is AccountState {
  if (!isRecord(value)) return false
  const { classic, stable, forced, quota } = value
  if (!Array.isArray(classic) || !classic.every(isGrant)) return false
  if (!Array.isArray(stable) || !stable.every(isGrant)) return false
  if (quota !== undefined && !isQuota(quota)) return false
  return forced === undefined || isForced(forced)
}
