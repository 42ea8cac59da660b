import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import type { SandboxState } from './state/state.ts'
import type { Family } from './state/token-book.ts'

/** The `workerData` of the sandbox's worker: the state of an earlier run, if there is one. */
export interface SandboxWorkerData {
  state?: unknown
}

/** Commands of the host thread; the worker answers all but `stop` with `done` and the command's id. */
export type SandboxCommand = SandboxOrder & { id: number }

export type SandboxOrder =
  /** Whole ms, 0 or more, by which the virtual clock goes forward. */
  | { type: 'advance'; ms: number }
  | { type: 'scenario'; scenario: SandboxScenario; on: boolean }
  /** Another client gets a new token of the sandbox account, as in `Sandbox.fetchElsewhere`. */
  | { type: 'fetch-elsewhere'; family: Family }
  /** Ends every connection; the worker then exits by itself. */
  | { type: 'stop' }

/** The first message: the service answers at `origin`. */
export interface SandboxReady {
  type: 'ready'
  origin: string
  appId: string
  appSecret: string
  /** The saved state was unusable: the AppSecret and all tokens are new. */
  stateDiscarded: boolean
  offsetMs: number
  scenarios: SandboxScenario[]
}

/** Sent after `ready` and after every change; `state` is to be stored and holds no token and no secret. */
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
