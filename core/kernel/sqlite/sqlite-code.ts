// https://sqlite.org/rescode.html
export const BUSY = 5
export const READONLY = 8
export const NOTADB = 26

/** The primary code of an error of `node:sqlite`: extended codes keep it in the low byte. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}
