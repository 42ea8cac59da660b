import { useEffect, useState } from 'react'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Failure } from '#contract/problem.ts'
import { client } from '#renderer/bridge/client.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'

/** A whole exchange, read again when it has ended; the former one stays in sight meanwhile. */
export function useExchange(id: number): { exchange?: ExchangeView; failure?: Failure } {
  const [read, setRead] = useState<{ id: number; exchange?: ExchangeView; failure?: Failure }>()
  const ended = useSnapshot('exchange')?.value.find((one) => one.id === id)?.outcome.kind !== 'running'

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ended` is what makes it worth reading again
  useEffect(() => {
    const controller = new AbortController()
    client.exchange.get({ id }, { signal: controller.signal }).then(
      (exchange) => setRead({ id, exchange }),
      (error) => controller.signal.aborted || setRead({ id, failure: failureOf(error) }),
    )
    return () => controller.abort()
  }, [id, ended])

  return read?.id === id ? read : {}
}
