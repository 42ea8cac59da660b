import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import type { SandboxState } from './state.ts'
import type { Family } from './token-book.ts'

/** The `workerData` of the sandbox's worker: the state of an earlier run, if there is one. */
export interface SandboxWorkerData {
  state?: unknown
}

/** What the host thread may ask of the worker; every command but `stop` is answered by `done` with its id. */
export type SandboxCommand = SandboxOrder & { id: number }

export type SandboxOrder =
  /** Ms the virtual clock goes forward; whole, 0 or more. */
  | { type: 'advance'; ms: number }
  | { type: 'scenario'; scenario: SandboxScenario; on: boolean }
  /** Someone else gets a new token of the sandbox account, as `Sandbox.fetchElsewhere`. */
  | { type: 'fetch-elsewhere'; family: Family }
  /** Ends every connection; the worker then exits by itself. */
  | { type: 'stop' }

/** The first message: the service answers at `origin`. */
export interface SandboxReady {
  type: 'ready'
  origin: string
  appId: string
  appSecret: string
  /** The saved state could not be used: the AppSecret and all tokens are new. */
  stateDiscarded: boolean
  offsetMs: number
  scenarios: SandboxScenario[]
}

/** Sent after `ready` and after every change; `state` is to be kept and holds no token and no secret. */
export interface SandboxChanged {
  type: 'state'
  state: SandboxState
  offsetMs: number
  scenarios: SandboxScenario[]
}

/** The command has taken effect; a `state` message that it caused came before. */
export interface SandboxDone {
  type: 'done'
  id: number
}

export type SandboxMessage = SandboxReady | SandboxChanged | SandboxDone
