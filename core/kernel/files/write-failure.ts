import type { WriteFailure } from '#contract/pure/host/write-failure.ts'

const bySystemCode: Record<string, WriteFailure> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'no-access',
  // A symbolic link, a folder or a pipe at the file's path.
  ELOOP: 'no-access',
  EISDIR: 'no-access',
  ENXIO: 'no-access',
  EEXIST: 'no-access',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENODEV: 'gone',
  ESTALE: 'gone',
  ENOTCONN: 'gone',
  EBUSY: 'busy',
  EAGAIN: 'busy',
  ETXTBSY: 'busy',
  EILSEQ: 'damaged',
  EIO: 'io',
  ETIMEDOUT: 'io',
}

/** https://sqlite.org/rescode.html; the low byte of an extended code. */
const bySqliteCode: Record<number, WriteFailure> = {
  3: 'no-access',
  5: 'busy',
  6: 'busy',
  8: 'no-access',
  10: 'io',
  11: 'damaged',
  13: 'no-space',
  14: 'no-access',
  15: 'busy',
  23: 'no-access',
  26: 'damaged',
}
/** SQLITE_READONLY_DBMOVED: the file is not where it was opened. */
const MOVED = 1032

/**
 * The failure of an error of `node:fs` or `node:sqlite`, or of an error that has one as its cause; any other is
 * `other`.
 */
export function whyNotWritten(error: unknown): WriteFailure {
  if (!(error instanceof Error)) return 'other'
  if ('errcode' in error && typeof error.errcode === 'number') {
    return error.errcode === MOVED ? 'gone' : (bySqliteCode[error.errcode & 0xff] ?? 'other')
  }
  const known = 'code' in error && typeof error.code === 'string' && Object.hasOwn(bySystemCode, error.code)
  if (known) return bySystemCode[String(error.code)] ?? 'other'
  return error.cause === undefined ? 'other' : whyNotWritten(error.cause)
}
