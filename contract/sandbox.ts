import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import { type SandboxScenario, sandboxScenarios } from './pure/scenarios.ts'

/** A jump of the virtual clock. `to-expiry`: to 10 s before the held token expires. */
const clockJumpSchema = z.enum(['5min', '1h', '1d', 'to-expiry'])

export interface SandboxView {
  running: boolean
  /** Loopback origin of this run; absent while it is not running. */
  origin?: string
  /** Milliseconds by which the virtual clock is ahead of the real one. */
  offsetMs: number
  scenarios: SandboxScenario[]
}

export const sandboxContract = {
  jump: command.input(z.object({ accountId: accountIdSchema, by: clockJumpSchema })).output(type<void>()),
  setScenario: command.input(z.object({ scenario: z.enum(sandboxScenarios), on: z.boolean() })).output(type<void>()),
  /**
   * Another client gets a new token of the account's type, once: by a classic fetch, or by a forced refresh of the
   * stable one. The held token works for 5 minutes more.
   */
  fetchElsewhere: command.input(z.object({ accountId: accountIdSchema })).output(type<void>()),
}
