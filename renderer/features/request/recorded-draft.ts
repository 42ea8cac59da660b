import type { ExchangeView } from '#contract/exchange.ts'
import type { RequestDraft } from '#contract/pure/request/request.ts'
import { draftFrom } from '#contract/pure/request/request-draft.ts'
import { client } from '#renderer/bridge/client.ts'

/** A recorded request as a draft; `undefined` when its body was not kept whole. */
export async function recordedDraft(
  { id, method, request }: Pick<ExchangeView, 'id' | 'method' | 'request'>,
  signal: AbortSignal,
): Promise<RequestDraft | undefined> {
  if (request.body.fullSize !== undefined) return undefined
  const parts: Uint8Array[] = []
  for (let read = 0; read < request.body.size; ) {
    const slice = await client.exchange.body({ id, side: 'request', offset: read }, { signal })
    if (slice.size === 0) return undefined
    parts.push(new Uint8Array(await slice.arrayBuffer()))
    read += slice.size
  }
  const body = await new Blob(parts.map((part) => part.slice())).text()
  return draftFrom({ method, target: request.target, body })
}
