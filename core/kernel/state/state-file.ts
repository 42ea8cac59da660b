import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { kindOfPath } from '#core/kernel/files/private-file.ts'
import type { StateFile, StateName } from './state-port.ts'

/** `<name>.json` of a data folder, one value a line, so that a damaged one can be read in parts. */
export function openStateFile(folder: string, name: StateName): StateFile {
  const file = join(folder, `${name}.json`)
  const setAside = () => {
    const keptAs = freeName(folder, name)
    renameSync(file, join(folder, keptAs))
    return keptAs
  }

  return {
    isThere: () => ['file', 'linked'].includes(kindOfPath(file)),
    async read() {
      const place = kindOfPath(file)
      if (place === 'empty') return undefined
      // Reading a pipe would wait for ever, and a link may lead anywhere.
      if (place === 'other') throw Object.assign(new Error('not a file'), { code: 'ELOOP' })
      return readFileSync(file, 'utf8')
    },
    async write(value) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (kindOfPath(file) === 'other') setAside()
      replace(file, JSON.stringify(value, undefined, '\t'))
    },
    setAside: async () => setAside(),
    async copyAside() {
      const keptAs = freeName(folder, name)
      const copy = join(folder, keptAs)
      try {
        copyFileSync(file, copy, constants.COPYFILE_EXCL)
        chmodSync(copy, 0o600)
      } catch (error) {
        rmSync(copy, { force: true })
        throw error
      }
      return keptAs
    },
  }
}

/**
 * Replaces the file atomically: a crash leaves the old file or the new one. Signals are not listened to, so that a stop
 * request does not remove a temporary file under a write.
 */
function replace(file: string, text: string): void {
  const draft = `${file}.tmp-${randomBytes(8).toString('hex')}`
  try {
    const descriptor = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function freeName(folder: string, name: StateName): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}.unreadable-${number}.json`
    if (kindOfPath(join(folder, candidate)) === 'empty') return candidate
  }
}
