import { createHash } from 'node:crypto'

/** `2026-01-02 03:04:05.678 UTC`: the reader may be in another zone than the writer. */
export const timeOf = (at: number) => `${new Date(at).toISOString().replace('T', ' ').slice(0, 23)} UTC`

export const durationOf = (ms: number) => (ms < 1000 ? `${Math.round(ms * 10) / 10} ms` : `${(ms / 1000).toFixed(2)} s`)

const KIB = 1024

export function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`
  return bytes < KIB * KIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${(bytes / KIB / KIB).toFixed(1)} MiB`
}

export function bytesOf(bytes: Uint8Array): { size: string; sha256: string } {
  return { size: sizeOf(bytes.length), sha256: createHash('sha256').update(bytes).digest('hex') }
}
