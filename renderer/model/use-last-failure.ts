import type { Failure, Problem } from '#contract/problem.ts'
import { type Command, useCommandView } from './command.ts'

/**
 * A recorded failure is in the snapshot; one that the host never recorded (the host is lost, or refused the call) only
 * the command knows.
 */
export function useLastFailure(
  command: Command<[], unknown>,
  recorded: { problem: Problem } | undefined,
): Failure | undefined {
  const { failure } = useCommandView(command)
  if (recorded) return recorded.problem
  return failure && !('exchangeId' in failure) ? failure : undefined
}
