import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { shownText } from '#contract/pure/text/shown-text.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { kindOfPath } from '#core/kernel/files/private-file.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { Log } from './log.ts'

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
 * One line of text per event: time, level, message, facts as JSON. Every line is redacted here, whatever the caller has
 * done. Written at once, so that the last lines before a crash are there; a disk that cannot take them is no reason to
 * fail.
 */
export function createRotatingLog({ file, redactor, clock, maxBytes = MAX_LOG_BYTES }: RotatingLogOptions): Log {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  setAside(file)
  let size = lstatSync(file, { throwIfNoEntry: false })?.size ?? 0

  const write = (level: string, message: string, facts?: Record<string, unknown>) => {
    const entry = facts ? `${message} ${JSON.stringify(facts)}` : message
    const oneLine = shownText(redactor.text(entry).text.replaceAll(/[\r\n]+/g, ' ⏎ '))
    const line = `${new Date(clock.now()).toISOString()} ${level} ${oneLine}\n`
    try {
      if (size > 0 && size + Buffer.byteLength(line) > maxBytes) {
        renameSync(file, `${file}.old`)
        size = 0
      }
      append(file, line)
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

/** A path that is no regular file, or has another name elsewhere, is moved aside and not written to. */
function setAside(file: string): void {
  try {
    const place = kindOfPath(file)
    if (place !== 'other' && place !== 'linked') return
    let number = 1
    while (kindOfPath(`${file}.set-aside-${number}`) !== 'empty') number += 1
    renameSync(file, `${file}.set-aside-${number}`)
  } catch {
    // Then there is no log, which is no reason to fail.
  }
}

// Neither follows a link nor waits for a pipe. Windows has neither flag.
const APPEND =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0)

function append(file: string, line: string): void {
  const handle = openSync(file, APPEND, 0o600)
  try {
    const found = fstatSync(handle)
    if (!found.isFile() || found.nlink > 1) throw new Error('not a file of its own')
    writeFileSync(handle, line)
  } finally {
    closeSync(handle)
  }
}
