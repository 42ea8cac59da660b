import { implement, type Lazy, ORPCError, type Router } from '@orpc/server'
import { contract } from '#contract/index.ts'
import type { Log } from './kernel/log/log.ts'
import { ProblemError } from './kernel/problem-error.ts'
import type { ConsoleHandlers } from './model/module.ts'

/** Serves the contract by the handlers of the modules; a `ProblemError` becomes the contract's own error. */
export function createRouter(handlers: ConsoleHandlers, log: Log): ConsoleRouter {
  const os = implement(contract).use(async ({ next, errors, path }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ProblemError) throw errors.PROBLEM({ data: error.problem })
      // Reaches the page as `internal`, without a text; the log has the stack.
      if (!(error instanceof ORPCError)) {
        log.error('a command failed', { command: path.join('.'), stack: stackOf(error) })
      }
      throw error
    }
  })
  // `ConsoleHandlers` guarantees a fitting handler for every row.
  const rows = os as unknown as Record<string, Record<string, Row>>
  const features = handlers as unknown as Record<string, Record<string, AnyHandler>>
  const served = mapValues(features, (commands, feature) =>
    mapValues(commands, (run, command) => rows[feature]?.[command]?.handler(({ input, signal }) => run(input, signal))),
  )
  return os.router(served as unknown as ConsoleRouter)
}

type AnyHandler = (input: unknown, signal: AbortSignal | undefined) => unknown
interface Row {
  handler(run: (call: { input: unknown; signal?: AbortSignal }) => unknown): unknown
}

function mapValues<T, U>(record: Record<string, T>, of: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value, key)]))
}

type Handlers = Router<typeof contract, Record<never, never>>
/** All handlers exist from the start. */
type Now<T> = Exclude<T, Lazy<unknown>>

/** Written out, since the type that would be inferred is too long for a declaration file. */
export type ConsoleRouter = {
  [F in keyof Handlers]: { [C in keyof Now<Handlers[F]>]: Now<Now<Handlers[F]>[C]> }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.name) : 'not an error'
}
