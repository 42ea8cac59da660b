import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput, Meta } from '@orpc/contract'
import type { Feature, Snapshots } from '#contract/events.ts'
import type { contract } from '#contract/index.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { Saving } from '#core/kernel/saving/saving.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import type { DomainBus } from './domain-events.ts'

/** The handler of one command: called with the input as its schema has parsed it. */
type Handler<Row> =
  Row extends ContractProcedure<infer Input extends AnySchema, infer Output extends AnySchema, ErrorMap, Meta>
    ? (
        input: InferSchemaOutput<Input>,
        signal: AbortSignal | undefined,
      ) => InferSchemaInput<Output> | Promise<InferSchemaInput<Output>>
    : never

/** A handler for every row of the contract: input → one call of a service → view. */
export type ConsoleHandlers = {
  [Name in keyof typeof contract]: {
    [Command in keyof (typeof contract)[Name]]: Handler<(typeof contract)[Name][Command]>
  }
}

/** The input of a command, as its schema has parsed it. */
export type Input<
  Name extends keyof ConsoleHandlers,
  Command extends keyof ConsoleHandlers[Name],
> = ConsoleHandlers[Name][Command] extends (input: infer Parsed, ...rest: never[]) => unknown ? Parsed : never

/** Functions that make each feature's snapshot, at the moment it is sent. */
export type SnapshotSources = { [F in Feature]: () => Snapshots[F] }

/**
 * One feature. `core/<feature>/index.ts` exports one function that makes it from its dependencies; other features use
 * its `service`.
 */
export interface Module<
  Service = unknown,
  Commands extends keyof ConsoleHandlers = never,
  Shown extends Feature = never,
> {
  service: Service
  handlers: Pick<ConsoleHandlers, Commands>
  snapshots: Pick<SnapshotSources, Shown>
  /** Ends timers, streams and calls. Called in the reverse of the order in which modules were made. */
  close?(): void
}

/** What every feature may use. */
export interface ModuleContext {
  bus: DomainBus
  clock: Clock
  log: Log
  /** Knows every secret that core has met. */
  redactor: Redactor
  vault: SecretVault
  /** All background writes, waiting for their turn or for space. */
  saving: Saving
  /** Opens a state file; never throws. */
  openState<T>(spec: StateSpec<T>): Promise<State<T>>
}
