import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'

/** Behaviours of the embedded WeChat server that can be switched on; several may be on together. */
export const sandboxScenarios = [
  'ip-not-whitelisted',
  'invalid-secret',
  'superseded',
  'slow',
  'connection-reset',
  'truncated-json',
] as const
export const sandboxScenarioSchema = z.enum(sandboxScenarios)
/**
 * `ip-not-whitelisted`: 40164 · `invalid-secret`: 40125 · `superseded`: someone else fetched, API calls
 * get 40001 · `slow`: seconds before the first byte · `connection-reset`: the socket dies before the head ·
 * `truncated-json`: the body stops in the middle.
 */
export type SandboxScenario = z.infer<typeof sandboxScenarioSchema>

/** A jump of the virtual clock. `to-expiry`: to 10 s before the held token ends. */
export const clockJumpSchema = z.enum(['5min', '1h', 'to-expiry'])
export type ClockJump = z.infer<typeof clockJumpSchema>

export interface SandboxView {
  running: boolean
  /** Loopback origin of this run; absent while it is not running. */
  origin?: string
  /** Ms the virtual clock is ahead of the real one. */
  offsetMs: number
  scenarios: SandboxScenario[]
}

export const sandboxContract = {
  jump: command.input(z.object({ accountId: accountIdSchema, by: clockJumpSchema })).output(type<void>()),
  setScenario: command.input(z.object({ scenario: sandboxScenarioSchema, on: z.boolean() })).output(type<void>()),
}
