import { useEffect, useState } from 'react'
import { client } from '../../bridge/client.ts'
import { type Failure, failureOf } from '../../bridge/failure.ts'
import { type BodyText, createBodyReader } from './body-reader.ts'

export type Side = 'request' | 'response'

export interface Body {
  /** Absent until the first bytes are here. */
  body?: BodyText
  failure?: Failure
  more(): void
}

/** The recorded body of one side, as far as it has been asked for. The caller is keyed by what it shows. */
export function useBody(id: number, side: Side, size: number): Body {
  const [body, setBody] = useState<BodyText>()
  const [failure, setFailure] = useState<Failure>()
  const [reader] = useState(() => createBodyReader((offset) => client.exchange.body({ id, side, offset }), size))
  const [wanted, setWanted] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish for more reads on
  useEffect(() => {
    reader.more().then(setBody, (error) => setFailure(failureOf(error)))
  }, [reader, wanted])

  return { ...(body && { body }), ...(failure && { failure }), more: () => setWanted(wanted + 1) }
}
