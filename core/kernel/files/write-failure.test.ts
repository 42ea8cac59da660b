import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { whyNotWritten } from './write-failure.ts'

const system = (code: string) => Object.assign(new Error(code), { code })
const sqlite = (errcode: number) => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode })

test.each([
  ['no-space', ['ENOSPC', 'EDQUOT', 'EFBIG'], [13]],
  ['no-access', ['EACCES', 'EPERM', 'EROFS', 'ELOOP', 'EISDIR', 'ENXIO'], [3, 8, 14, 23, 8 | (1 << 8)]],
  ['gone', ['ENOENT', 'ENOTDIR', 'ESTALE', 'ENODEV'], [1032]],
  ['busy', ['EBUSY', 'EAGAIN'], [5, 6, 5 | (2 << 8)]],
  ['damaged', [], [11, 26, 11 | (1 << 8)]],
  ['io', ['EIO'], [10, 10 | (3 << 8)]],
  ['other', ['ERR_INVALID_ARG_TYPE', 'constructor'], [1, 19]],
] as const)('%s', (expected, codes, numbers) => {
  for (const code of codes) expect(whyNotWritten(system(code)), code).toBe(expected)
  for (const number of numbers) expect(whyNotWritten(sqlite(number)), String(number)).toBe(expected)
})

test('an error without a code is as its cause, and what is no error is other', () => {
  expect(whyNotWritten(new Error('vault', { cause: system('ENOSPC') }))).toBe('no-space')
  for (const thrown of [new Error('none'), undefined, null, 'ENOSPC', { code: 'ENOSPC' }]) {
    expect(whyNotWritten(thrown)).toBe('other')
  }
})

test('as the system and SQLite themselves fail', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'write-failure-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const failureOf = (path: string) => open(join(folder, path), 'a').then(() => 'none', whyNotWritten)
  expect(await failureOf('none/file')).toBe('gone')
  expect(await failureOf('.')).toBe('no-access')
  symlinkSync('loop', join(folder, 'loop'))
  expect(await failureOf('loop')).toBe('no-access')

  const write = (path: string, ...before: string[]) => {
    const db = new DatabaseSync(join(folder, path))
    try {
      for (const sql of before) db.exec(sql)
      db.exec('CREATE TABLE t AS SELECT zeroblob(100000) AS b')
      return 'none'
    } catch (error) {
      return whyNotWritten(error)
    } finally {
      db.close()
    }
  }
  expect(write('full', 'PRAGMA max_page_count = 3')).toBe('no-space')
  expect(write('asked', 'PRAGMA query_only = ON')).toBe('no-access')
  writeFileSync(join(folder, 'junk'), 'no database'.repeat(100))
  expect(write('junk')).toBe('damaged')
})
