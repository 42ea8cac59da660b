import { createJsonPrinter } from './json-printer.ts'

/** How a body is turned into text. */
export type Form = 'pretty' | 'plain'

export interface BodyFormat {
  /** Text for the next bytes; `last` when nothing follows them. */
  push(bytes: Uint8Array, last: boolean): string
  /** Place of the first byte that is not JSON, where JSON was to be; from it on the text is as received. */
  brokenAt(): number | undefined
  /** The line whose last bracket is the end of what begins at the end of `line`, both from 0. */
  closedAt(line: number): number | undefined
}

/** Bytes into text as they come; what is no UTF-8 becomes U+FFFD, all else stays what it is. */
export function createBodyFormat(form: Form): BodyFormat {
  // Keeps a BOM: it was received.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const printer = form === 'pretty' ? createJsonPrinter() : undefined
  return {
    push(bytes, last) {
      const text = decoder.decode(printer ? printer.push(bytes) : bytes, { stream: !last })
      if (last) printer?.finish()
      return text
    },
    brokenAt: () => printer?.brokenAt(),
    closedAt: (line) => printer?.closedAt(line),
  }
}

/** All of a body as text. */
export function bodyText(form: Form, bytes: Uint8Array): string {
  return createBodyFormat(form).push(bytes, true)
}

/** A single value is looked at whole, so it has to be short. */
const LONGEST_SCALAR = 64 * 1024

/** Whether bytes are worth showing as JSON: an object or array, if only its beginning, or any short value. */
export function isJsonLike(bytes: Uint8Array, whole: boolean): boolean {
  const first = bytes.find((byte) => byte > 0x20)
  if (first === 0x7b || first === 0x5b) return true
  if (!whole || bytes.length > LONGEST_SCALAR) return false
  const printer = createJsonPrinter()
  printer.push(bytes)
  return printer.finish()
}
