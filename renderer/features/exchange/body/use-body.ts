import { useEffect, useState } from 'react'
import type { BodyFacts } from '#contract/exchange.ts'
import type { Failure } from '#contract/problem.ts'
import { client } from '#renderer/bridge/client.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { createBodyReader, READ_AT_ONCE, type ReadBody } from './body-reader.ts'

export type Side = 'request' | 'response'

export interface Body {
  /** Absent until the first bytes are here. */
  body?: ReadBody
  failure?: Failure
  /** More bytes are on their way. */
  busy: boolean
  /** Reads on until `end` bytes are here. */
  readTo(end: number): void
}

/** The recorded body of one side, as far as it has been asked for. The caller is keyed by what it shows. */
export function useBody(id: number, side: Side, facts: BodyFacts): Body {
  const [body, setBody] = useState<ReadBody>()
  const [failure, setFailure] = useState<Failure>()
  const [reader] = useState(() => createBodyReader((offset) => client.exchange.body({ id, side, offset }), facts))
  const [wanted, setWanted] = useState(READ_AT_ONCE)

  useEffect(() => {
    const controller = new AbortController()
    reader
      .readTo(wanted, setBody, controller.signal)
      .catch((error) => controller.signal.aborted || setFailure(failureOf(error)))
    return () => controller.abort()
  }, [reader, wanted])

  const busy = !failure && !body?.whole && (body?.bytes.length ?? 0) < Math.min(wanted, facts.size)
  return { ...(body && { body }), ...(failure && { failure }), busy, readTo: setWanted }
}
