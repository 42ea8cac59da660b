import { useEffect, useState } from 'react'
import type { Failure } from '#contract/problem.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { useConnection } from '#renderer/bridge/use-connection.ts'

export interface Loaded<Value> {
  value?: Value
  failure?: Failure
}

/**
 * What a reading command answers. `key` says what is read: with another one it is read anew, and what there was stays
 * until then; with none nothing is read. A call that was lost with the host is made again when it is back.
 */
export function useLoaded<Value>(
  key: string | undefined,
  load: (options: { signal: AbortSignal }) => Promise<Value>,
): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({})
  const connection = useConnection()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for `load`, which is new at each drawing
  useEffect(() => {
    if (key === undefined) return
    const controller = new AbortController()
    load({ signal: controller.signal }).then(
      (value) => setLoaded({ value }),
      (error) => {
        if (!controller.signal.aborted) setLoaded((former) => ({ ...former, failure: failureOf(error) }))
      },
    )
    return () => controller.abort()
  }, [key, connection])
  return key === undefined ? {} : loaded
}
