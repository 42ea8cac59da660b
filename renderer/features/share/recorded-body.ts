import type { BodySlice, ExchangeView } from '#contract/exchange.ts'
import { client } from '#renderer/bridge/client.ts'

export type BodySide = 'request' | 'response'

/** What a body's bytes begin with, and whether that is text. */
interface BodyStart {
  text: string | undefined
  isWhole: boolean
}

/** Looks at the first slice of a recorded body. */
export async function readStart(
  { id, ...view }: ExchangeView,
  side: BodySide,
  signal: AbortSignal,
): Promise<BodyStart> {
  const slice = await client.exchange.body({ id, side, offset: 0 }, { signal })
  const isWhole = slice.size >= (view[side]?.body.size ?? 0)
  const bytes = new Uint8Array(await slice.arrayBuffer())
  if (bytes.includes(0)) return { text: undefined, isWhole }
  try {
    // The last character of a slice may go on in the next one.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isWhole })
    return { text, isWhole }
  } catch {
    return { text: undefined, isWhole }
  }
}

/** A recorded body byte for byte; the browser puts long ones aside while they come. */
export async function readWhole({ id, ...view }: ExchangeView, side: BodySide, signal: AbortSignal): Promise<Blob> {
  const slices: Blob[] = []
  const size = view[side]?.body.size ?? 0
  for (let read = 0; read < size; ) {
    const slice: BodySlice = await client.exchange.body({ id, side, offset: read }, { signal })
    if (slice.size === 0) break
    slices.push(slice instanceof Blob ? slice : new Blob([await slice.arrayBuffer()]))
    read += slice.size
  }
  return new Blob(slices, { type: mediaTypeOf(view, side) })
}

export function bodyFileName(view: ExchangeView, side: BodySide): string {
  const last =
    view.path
      .split('/')
      .at(-1)
      ?.replaceAll(/[^\w-]/g, '') || 'exchange'
  return `${last.slice(0, 60)}-${view.id}-${side}.${extensionOf(mediaTypeOf(view, side))}`
}

function mediaTypeOf(view: Pick<ExchangeView, 'request' | 'response'>, side: BodySide): string {
  const header = view[side]?.headers.find(([name]) => name.toLowerCase() === 'content-type')
  return header?.[1].split(';')[0]?.trim().toLowerCase() || 'application/octet-stream'
}

function extensionOf(mediaType: string): string {
  if (/[/+]json$/.test(mediaType)) return 'json'
  if (mediaType === 'text/html') return 'html'
  return mediaType.startsWith('text/') ? 'txt' : 'bin'
}
