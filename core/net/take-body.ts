import type { BodyFacts } from '#contract/exchange.ts'
import type { RecordedBody } from '#core/exchange/recording/record-body.ts'
import { type Decoding, decodeBody, isPlain } from './decode.ts'
import type { WireBody } from './wire-body.ts'

/** A reply's body, taken in as far as it may be. */
export interface TakenBody {
  /** The decoded bytes, or the first of them when they are more than may be interpreted. */
  raw: Uint8Array
  /** Decoded bytes there were. */
  size: number
  encoded?: NonNullable<BodyFacts['encoded']>
  failure?: NonNullable<ReturnType<Decoding['failure']>>
  /** Too large to wait for its meaning, so it is recorded already. */
  recorded?: RecordedBody
}

/**
 * Undoes the encoding of a body, up to `maxBytes`, and takes it in: up to `maxRaw` bytes are held until it is known what
 * they mean; more goes to `record` as it comes, and is not held.
 */
export async function takeBody(
  wire: WireBody,
  encoding: string | undefined,
  { maxBytes, maxRaw }: { maxBytes: number; maxRaw: number },
  record: (pieces: AsyncIterable<Uint8Array>) => Promise<RecordedBody>,
): Promise<TakenBody> {
  // Most replies: as they came, and small.
  if (isPlain(encoding) && wire.size() <= maxRaw) return { raw: wire.whole(), size: wire.size() }
  const decoding = decodeBody(wire, encoding, maxBytes)
  const pieces = decoding.pieces[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let more = false
  while (!more) {
    const next = await pieces.next()
    if (next.done) break
    held.push(next.value)
    size += next.value.length
    more = size > maxRaw
  }
  const raw = joined(held)
  const done = (): TakenBody => {
    const failure = decoding.failure()
    const { encoded } = decoding
    return { raw: raw.subarray(0, maxRaw), size, ...(encoded && { encoded }), ...(failure && { failure }) }
  }
  if (!more) return done()

  async function* all() {
    yield raw
    held.length = 0
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      size += next.value.length
      yield next.value
    }
  }
  const recorded = await record(all())
  return { ...done(), recorded }
}

function joined(pieces: Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...more] = pieces
  return more.length === 0 ? first : Buffer.concat(pieces)
}
