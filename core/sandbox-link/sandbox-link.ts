import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import type { SandboxView } from '#contract/sandbox.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { SandboxCommand, SandboxMessage, SandboxOrder } from '#core/sandbox/protocol.ts'

/** The origin of this run's sandbox, and its one account. */
export interface RunningSandbox {
  origin: string
  appId: string
  appSecret: string
}

/** The console's side of the embedded WeChat server. */
export interface SandboxLink {
  /** Starts the worker when it is not running; fails with `sandbox-unavailable`. */
  running(): Promise<RunningSandbox>
  view(): SandboxView
  /** Real time plus the virtual clock's offset. */
  clock: Clock
  advance(ms: number): Promise<void>
  setScenario(scenario: SandboxScenario, on: boolean): Promise<void>
  /** Another client gets a new token of this type: the current one still has its 5 minutes of overlap. */
  fetchElsewhere(family: 'stable' | 'classic'): Promise<void>
  close(): Promise<void>
}

interface SandboxState {
  server: unknown
  offsetMs: number
}

export const sandboxSpec: StateSpec<SandboxState> = {
  name: 'sandbox',
  version: 1,
  schema: z.object({ server: z.unknown(), offsetMs: z.number().nonnegative() }),
  initial: { server: null, offsetMs: 0 },
}

export interface SandboxLinkDeps {
  worker: URL
  /** Stored for the sandbox's next run; only the sandbox reads it. */
  state: State<SandboxState>
  clock: Clock
  log: Log
  bus: DomainBus
}

export function createSandboxLink(deps: SandboxLinkDeps): SandboxLink {
  const { worker: script, state, clock, log, bus } = deps
  let worker: Worker | undefined
  let starting: Promise<RunningSandbox> | undefined
  let current: RunningSandbox | undefined
  let offsetMs = state.get().offsetMs
  let scenarios: SandboxScenario[] = []
  let lastOrder = 0
  const waiting = new Map<number, (failure?: Error) => void>()

  const changed = () => {
    bus.publish('SnapshotChanged', { feature: 'sandbox' })
    // The view of its account shows its origin.
    bus.publish('AccountListChanged', {})
  }
  const take = (facts: { offsetMs: number; scenarios: SandboxScenario[] }) => {
    const hasMoved = offsetMs !== facts.offsetMs
    offsetMs = facts.offsetMs
    scenarios = facts.scenarios
    changed()
    if (hasMoved) bus.publish('ClockMoved', {})
  }

  function start(): Promise<RunningSandbox> {
    return new Promise((resolve, reject) => {
      const started = new Worker(script, { workerData: { state: state.get().server } })
      worker = started
      started.on('message', (message: SandboxMessage) => {
        if (message.type === 'done') return waiting.get(message.id)?.()
        take(message)
        if (message.type === 'state') return state.set({ server: message.state, offsetMs: message.offsetMs })
        current = { origin: message.origin, appId: message.appId, appSecret: message.appSecret }
        resolve(current)
      })
      started.on('error', (error) => log.error('the sandbox stopped', { reason: error.name }))
      started.on('exit', () => {
        current = undefined
        starting = undefined
        worker = undefined
        reject(unavailable())
        for (const settle of waiting.values()) settle(unavailable())
        changed()
      })
    })
  }

  const running = () => {
    starting ??= start()
    return starting
  }

  async function order(wanted: SandboxOrder): Promise<void> {
    await running()
    const id = ++lastOrder
    await new Promise<void>((resolve, reject) => {
      waiting.set(id, (failure) => {
        waiting.delete(id)
        if (failure) reject(failure)
        else resolve()
      })
      worker?.postMessage({ ...wanted, id } satisfies SandboxCommand)
    })
  }

  return {
    running,
    view: () => ({ running: current !== undefined, ...(current && { origin: current.origin }), offsetMs, scenarios }),
    clock: {
      ...clock,
      now: () => clock.now() + offsetMs,
      monotonic: () => clock.monotonic() + offsetMs,
    },
    advance: (ms) => order({ type: 'advance', ms }),
    setScenario: (scenario, on) => order({ type: 'scenario', scenario, on }),
    fetchElsewhere: (family) => order({ type: 'fetch-elsewhere', family }),
    async close() {
      const last = worker
      if (!last) return
      const gone = new Promise((resolve) => last.once('exit', resolve))
      last.postMessage({ type: 'stop', id: 0 } satisfies SandboxCommand)
      await gone
    },
  }
}

function unavailable(): ProblemError {
  return new ProblemError({ code: 'sandbox-unavailable', retry: 'never' })
}
