import { useLayoutEffect, useRef, useState } from 'react'
import type { Failure } from '#contract/problem.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { createStore, type ExternalStore, useStore } from '#renderer/lib/external-store.ts'
import { pageState } from '#renderer/lib/page-state.ts'

/** A problem that asks: the host has done nothing, and does it when the same call comes again, confirmed. */
export type Question = Extract<Failure, { code: `confirm-${string}` }>

export interface RunOptions {
  signal: AbortSignal
  /** The question that a person has answered with yes. */
  confirmed: Question | undefined
}

export type Work<Args extends unknown[], Value> = (options: RunOptions, ...args: Args) => Promise<Value>

interface CommandState<Value> {
  busy: boolean
  /** What the last run that succeeded gave. */
  value?: Value
  /** How the last run failed; a cancelled run did not fail, and a question is not a failure. */
  failure?: Failure
  question?: Question
}

interface CommandControls<Args extends unknown[], Value> {
  /** Resolves to the value; to `undefined` when the run gave none or another has taken its place. */
  run(...args: Args): Promise<Value | undefined>
  /** Answers the open question with yes: the same run again. */
  confirm(): Promise<Value | undefined>
  cancel(): void
  /** Takes what the last run left off the screen. */
  dismiss(): void
}

/** What a dialog needs of a command in order to ask its question. */
export type Asking = Pick<CommandView<never, unknown>, 'question' | 'confirm' | 'dismiss'>

export type Command<Args extends unknown[], Value> = CommandControls<Args, Value> &
  Pick<ExternalStore<CommandState<Value>>, 'get' | 'subscribe'>

interface CommandOptions {
  /** What a second press means while the first still runs: nothing, or that only the second counts. */
  whileBusy?: 'ignore' | 'replace'
}

/** Something that the host is asked to do, with all that a button or a dialog has to know about it. */
export function createCommand<Args extends unknown[], Value>(
  work: Work<Args, Value>,
  { whileBusy = 'ignore' }: CommandOptions = {},
): Command<Args, Value> {
  const store = createStore<CommandState<Value>>({ busy: false })
  let running: AbortController | undefined
  let lastArgs: Args | undefined

  const keepingValue = (state: CommandState<Value>): CommandState<Value> => {
    const { value } = store.get()
    return { ...(value !== undefined && { value }), ...state }
  }

  const start = async (args: Args, confirmed?: Question): Promise<Value | undefined> => {
    if (running && whileBusy === 'ignore') return undefined
    running?.abort()
    const controller = new AbortController()
    running = controller
    lastArgs = args
    store.set(keepingValue({ busy: true }))
    let ended: CommandState<Value>
    let value: Value | undefined
    try {
      value = await work({ signal: controller.signal, confirmed }, ...args)
      ended = { busy: false, value }
    } catch (error) {
      ended = { busy: false, ...(!controller.signal.aborted && split(failureOf(error))) }
    }
    if (running !== controller) return undefined
    running = undefined
    store.set(keepingValue(ended))
    return value
  }

  return {
    run: (...args) => start(args),
    async confirm() {
      const { question } = store.get()
      return question && lastArgs && start(lastArgs, question)
    },
    cancel: () => running?.abort(),
    dismiss: () => store.set({ busy: running !== undefined }),
    get: store.get,
    subscribe: store.subscribe,
  }
}

function split(failure: Failure): { failure: Failure } | { question: Question } {
  return isQuestion(failure) ? { question: failure } : { failure }
}

export function isQuestion(failure: Failure): failure is Question {
  return failure.code.startsWith('confirm-')
}

export type CommandView<Args extends unknown[], Value> = CommandState<Value> & CommandControls<Args, Value>

/** A command as it stands now, for a component that draws it. */
export function useCommandView<Args extends unknown[], Value>(command: Command<Args, Value>): CommandView<Args, Value> {
  const { run, confirm, cancel, dismiss } = command
  return { ...useStore(command), run, confirm, cancel, dismiss }
}

/** A command of one component. It does what `work` meant when last drawn; leaving the screen does not cancel it. */
export function useCommand<Args extends unknown[], Value>(
  work: Work<Args, Value>,
  options?: CommandOptions,
): CommandView<Args, Value> {
  const latest = useRef(work)
  useLayoutEffect(() => {
    latest.current = work
  })
  const [command] = useState(() => createCommand<Args, Value>((run, ...args) => latest.current(run, ...args), options))
  return useCommandView(command)
}

/** One command for each account, which any button, menu entry or key may start and which outlives the screen. */
export function createAccountCommand<Args extends unknown[], Value>(
  work: (options: RunOptions, accountId: string, ...args: Args) => Promise<Value>,
): (accountId: string) => Command<Args, Value> {
  const commandsNow = pageState(() => new Map<string, Command<Args, Value>>())
  return (accountId) => {
    const commands = commandsNow()
    const known = commands.get(accountId)
    if (known) return known
    const command = createCommand<Args, Value>((options, ...args) => work(options, accountId, ...args))
    commands.set(accountId, command)
    return command
  }
}
