import { useSyncExternalStore } from 'react'
import type { Problem } from '#contract/problem.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Failure, failureOf } from '#renderer/bridge/failure.ts'
import { createStore } from '#renderer/lib/external-store.ts'

export type ClassicQuestion = Extract<Problem, { code: 'confirm-classic' }>

export interface CallState {
  busy: boolean
  /** How the last run failed; a cancelled one did not fail. */
  failure?: Failure
  /** The call would retire a classic token: a person decides. */
  question?: ClassicQuestion
}

/** A command that any button, menu entry or key may start for an account, and that outlives the screen it was started on. */
export interface AccountCall {
  run(accountId: string, options?: { confirmed?: boolean }): Promise<void>
  cancel(accountId: string): void
  /** Leaves the classic token alone. */
  dismiss(accountId: string): void
  state(accountId: string): CallState
  subscribe(listener: () => void): () => void
}

const idle: CallState = { busy: false }

export function createAccountCall(
  command: (accountId: string, confirmed: boolean, signal: AbortSignal) => Promise<unknown>,
): AccountCall {
  const states = createStore<ReadonlyMap<string, CallState>>(new Map())
  const controllers = new Map<string, AbortController>()
  const set = (accountId: string, state: CallState) => states.set(new Map(states.get()).set(accountId, state))

  return {
    async run(accountId, { confirmed = false } = {}) {
      if (controllers.has(accountId)) return
      const controller = new AbortController()
      controllers.set(accountId, controller)
      set(accountId, { busy: true })
      const ended = await command(accountId, confirmed, controller.signal).then(
        () => idle,
        (error) => (controller.signal.aborted ? idle : stateAfter(failureOf(error))),
      )
      controllers.delete(accountId)
      set(accountId, ended)
    },
    cancel: (accountId) => controllers.get(accountId)?.abort(),
    dismiss: (accountId) => set(accountId, idle),
    state: (accountId) => states.get().get(accountId) ?? idle,
    subscribe: states.subscribe,
  }
}

function stateAfter(failure: Failure): CallState {
  return failure.code === 'confirm-classic' ? { busy: false, question: failure } : { busy: false, failure }
}

export function useAccountCall(call: AccountCall, accountId: string): CallState {
  return useSyncExternalStore(call.subscribe, () => call.state(accountId))
}

export const tokenFetch = createAccountCall((accountId, confirmed, signal) =>
  client.token.fetch({ accountId, confirmed }, { signal }),
)
