import { useRef, useState } from 'react'
import { type Failure, failureOf } from './failure.ts'

export interface Call<Args extends unknown[], Result> {
  /** Resolves to the result, or to `undefined` when it failed or was cancelled. A second run cancels the first. */
  run(...args: Args): Promise<Result | undefined>
  cancel(): void
  busy: boolean
  /** How the last run failed; a cancelled one did not fail. */
  failure: Failure | undefined
  /** Takes the failure off the screen. */
  forget(): void
}

/** Runs a command with what a button needs to know about it. Leaving the screen does not cancel it. */
export function useCall<Args extends unknown[], Result>(
  command: (options: { signal: AbortSignal }, ...args: Args) => Promise<Result>,
): Call<Args, Result> {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const current = useRef<AbortController>(undefined)

  const run = async (...args: Args): Promise<Result | undefined> => {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    setBusy(true)
    setFailure(undefined)
    let result: Result | undefined
    let failed: Failure | undefined
    try {
      result = await command({ signal: controller.signal }, ...args)
    } catch (error) {
      if (!controller.signal.aborted) failed = failureOf(error)
    }
    if (current.current === controller) {
      setBusy(false)
      setFailure(failed)
    }
    return result
  }

  return {
    run,
    cancel: () => current.current?.abort(),
    busy,
    failure,
    forget: () => setFailure(undefined),
  }
}
