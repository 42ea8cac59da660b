import { Readable } from 'node:stream'
import type { HttpHeaders, HttpRequest, StreamedBody } from '#core/net/http.ts'

/** A request's body as undici takes it. */
export interface RequestBody {
  value?: Uint8Array | Readable
  /** Announces the length of a stream, which undici cannot know. */
  headers: HttpHeaders
  /** Header line that undici adds when it writes the first bytes of the body. */
  framing: string
  /** The error of the stream's source. */
  failure(): { error: unknown } | undefined
  /** Stops reading it. */
  dispose(): void
}

const none: RequestBody = { headers: [], framing: '', failure: () => undefined, dispose() {} }

export function requestBodyOf({ body }: HttpRequest): RequestBody {
  if (!body) return none
  if (body instanceof Uint8Array) return { ...none, value: body, framing: `content-length: ${body.length}\r\n` }
  return streamed(body)
}

function streamed({ chunks, length }: StreamedBody): RequestBody {
  const source = chunks[Symbol.asyncIterator]()
  let failure: { error: unknown } | undefined
  const next = async () => {
    try {
      return await source.next()
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  async function* read() {
    for (let chunk = await next(); !chunk.done; chunk = await next()) yield chunk.value
  }
  const value = Readable.from(read(), { objectMode: false })
  return {
    value,
    headers: length === undefined ? [] : [['content-length', String(length)]],
    framing: length === undefined ? 'transfer-encoding: chunked\r\n' : `content-length: ${length}\r\n`,
    failure: () => failure,
    dispose() {
      value.destroy()
      // A source that is still working on its next chunk would otherwise be closed only after that chunk.
      if (chunks instanceof Readable) chunks.destroy()
      else source.return?.().catch(() => {})
    },
  }
}
