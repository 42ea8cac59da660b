// biome-ignore lint/style/noRestrictedImports: the other end of the port, in tests only
import { EventPublisher, ORPCError, os } from '@orpc/server'
// biome-ignore lint/style/noRestrictedImports: the same
import { RPCHandler } from '@orpc/server/message-port'
import { vi } from 'vitest'
import type { ConsoleEvent } from '#contract/events.ts'
import type { Problem } from '#contract/problem.ts'

const command = os.errors({ PROBLEM: { status: 422 } })

/** A command's answer in a test: its result, or a thrown {@link refusal}. */
export type Answers = Record<string, Record<string, (input: never) => unknown>>

export interface TestHost {
  /** Sends an event to the page that is watching. */
  push(event: ConsoleEvent): void
  /** Breaks the page's stream, as a dying host would. */
  breakStream(): void
  /** Every call that came: its path and input. */
  calls: { path: string; input: unknown }[]
}

/** A declared problem, as core throws it. */
export function refusal(problem: Problem): ORPCError<'PROBLEM', Problem> {
  return new ORPCError('PROBLEM', { defined: true, status: 422, data: problem })
}

/**
 * A host at the other end of a real message port, in the place of preload and main. `watch` may refuse the stream.
 */
export function startTestHost(answers: Answers, watch: (input: { takeOver: boolean }) => void = () => {}): TestHost {
  const publisher = new EventPublisher<{ event: ConsoleEvent }>()
  const calls: TestHost['calls'] = []
  let breaking = new AbortController()

  const procedures = Object.fromEntries(
    Object.entries(answers).map(([feature, commands]) => [
      feature,
      Object.fromEntries(
        Object.entries(commands).map(([name, answer]) => [
          name,
          command.handler(({ input }) => {
            calls.push({ path: `${feature}.${name}`, input })
            return answer(input as never)
          }),
        ]),
      ),
    ]),
  )
  const events = {
    watch: command.handler(({ input, signal = new AbortController().signal }) => {
      calls.push({ path: 'events.watch', input })
      watch(input as { takeOver: boolean })
      return publisher.subscribe('event', { signal: AbortSignal.any([signal, breaking.signal]) })
    }),
  }
  const handler = new RPCHandler({ ...procedures, events })

  vi.stubGlobal('mpConsole', { kind: 'electron' })
  vi.spyOn(window, 'postMessage').mockImplementation((...args: unknown[]) => {
    const [port] = args[2] as [MessagePort]
    handler.upgrade(port)
    port.start()
  })

  return {
    push: (event) => publisher.publish('event', event),
    breakStream() {
      breaking.abort()
      breaking = new AbortController()
    },
    calls,
  }
}
