import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock, Log } from '../ports.ts'
import type { Redactor } from '../redaction/redactor.ts'

/** Bytes after which the log moves to `<file>.old`; two files at most. */
const MAX_LOG_BYTES = 1024 * 1024

export interface RotatingLogOptions {
  /** Made with its folder when absent, mode 0600. */
  file: string
  redactor: Redactor
  clock: Clock
  /** For tests. */
  maxBytes?: number
}

/**
 * One line of text per event: time, level, message, facts as JSON. Every line passes the redactor here, at the
 * sink, whatever the caller believed about it. Written at once, so that the last words before a crash are there;
 * a disk that cannot take them is no reason to fail.
 */
export function createRotatingLog({ file, redactor, clock, maxBytes = MAX_LOG_BYTES }: RotatingLogOptions): Log {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  let size = existsSync(file) ? statSync(file).size : 0

  const write = (level: string, message: string, facts?: Record<string, unknown>) => {
    const told = facts ? `${message} ${JSON.stringify(facts)}` : message
    const oneLine = redactor.text(told).text.replaceAll(/[\r\n]+/g, ' ⏎ ')
    const line = `${new Date(clock.now()).toISOString()} ${level} ${oneLine}\n`
    try {
      if (size > 0 && size + Buffer.byteLength(line) > maxBytes) {
        renameSync(file, `${file}.old`)
        size = 0
      }
      appendFileSync(file, line, { mode: 0o600 })
      size += Buffer.byteLength(line)
    } catch {
      size = 0
    }
  }

  return {
    info: (message, facts) => write('info', message, facts),
    warn: (message, facts) => write('warn', message, facts),
    error: (message, facts) => write('error', message, facts),
  }
}
