import { randomBytes } from 'node:crypto'
import { type SandboxScenario, sandboxScenarios } from '../../contract/pure/scenarios.ts'

/** One token that was handed out. Its text is derived from the serial, never stored. Times in epoch ms of the virtual clock. */
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

/** What was handed out to one AppID, oldest first and a bounded number back. */
export interface AccountState {
  classic: Grant[]
  stable: Grant[]
  forced?: ForcedRefreshes
}

/** Everything a restart needs to go on accepting the tokens it gave out. A JSON value that holds no token and no secret. */
export interface SandboxState {
  /** 32 hex digits from which the AppSecret and every token are derived. */
  seed: string
  /** Ms the virtual clock is ahead of the real one. */
  offsetMs: number
  scenarios: SandboxScenario[]
  /** By AppID. */
  accounts: Record<string, AccountState>
}

export function freshState(): SandboxState {
  return { seed: randomBytes(16).toString('hex'), offsetMs: 0, scenarios: [], accounts: {} }
}

/** Reads a saved state; `undefined` when any part of it is unusable. */
export function parseState(value: unknown): SandboxState | undefined {
  if (!isRecord(value)) return undefined
  const { seed, offsetMs, scenarios, accounts } = value
  if (typeof seed !== 'string' || !/^[0-9a-f]{32}$/.test(seed)) return undefined
  if (!isCount(offsetMs)) return undefined
  if (!Array.isArray(scenarios) || !scenarios.every(isScenario)) return undefined
  if (!isRecord(accounts) || !Object.values(accounts).every(isAccount)) return undefined
  return structuredClone({ seed, offsetMs, scenarios, accounts: accounts as Record<string, AccountState> })
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

function isAccount(value: unknown): value is AccountState {
  if (!isRecord(value)) return false
  const { classic, stable, forced } = value
  if (!Array.isArray(classic) || !classic.every(isGrant)) return false
  if (!Array.isArray(stable) || !stable.every(isGrant)) return false
  return forced === undefined || isForced(forced)
}
