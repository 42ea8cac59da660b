import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { noBodies, testExchange } from '#core/testing/test-exchange.ts'
import { openStore } from './open-store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-files-'))
  path = join(folder, 'console.sqlite')
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

describe.skipIf(process.platform === 'win32')('the place of the database', () => {
  test.each([
    ['a link', () => symlinkSync(join(folder, 'elsewhere'), path)],
    ['a pipe', () => void execFileSync('mkfifo', [path])],
  ])('%s is neither followed nor waited for, and left as it is', async (_, make) => {
    make()
    const store = await openStore(folder)
    expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason: 'no-access' }])
    await store.exchanges.put(testExchange(1), noBodies)
    await store.close()
    expect(lstatSync(path).isFile()).toBe(false)
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
  })

  test('a pipe in the place of its log is moved away, and the database loses nothing', async () => {
    const first = await openStore(folder)
    await first.exchanges.put(testExchange(1), noBodies)
    await first.close()
    execFileSync('mkfifo', [`${path}-wal`])
    const second = await openStore(folder)
    expect(second.notices).toEqual([])
    expect(await second.exchanges.list()).toHaveLength(1)
    await second.close()
  })

  test.each([
    ['a folder', (draft: string) => void mkdirSync(draft)],
    ['a link', (draft: string) => symlinkSync(join(folder, 'elsewhere'), draft)],
    ['a pipe', (draft: string) => void execFileSync('mkfifo', [draft])],
  ])('%s in the place of what is recovered is moved away', async (_, make) => {
    const first = await openStore(folder)
    await first.exchanges.put(testExchange(1), noBodies)
    await first.close()
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(7, 0, 100))
    make(`${path}.recovered`)
    const second = await openStore(folder)
    expect(second.notices).toMatchObject([{ code: 'store-recovered', exchanges: 1 }])
    await second.close()
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
  })

  test('a database that has another name is not written there, and loses nothing', async () => {
    const first = await openStore(folder)
    await first.exchanges.put(testExchange(1), noBodies)
    await first.close()
    const copy = join(folder, 'backup')
    linkSync(path, copy)
    const before = readFileSync(copy)
    const second = await openStore(folder)
    await second.exchanges.put(testExchange(2), noBodies)
    expect(await second.exchanges.list()).toHaveLength(2)
    await second.close()
    expect(readFileSync(copy)).toEqual(before)
  })

  test('one with a second name that is open stays the one of the console that has it', async () => {
    const first = await openStore(folder)
    linkSync(path, join(folder, 'backup'))
    const second = await openStore(folder)
    expect(second.notices).toEqual([{ code: 'folder-in-use' }])
    expect(first.standing?.()).toBe('here')
    await first.close()
  })

  test('a database that others may read is narrowed', async () => {
    writeFileSync(path, '')
    chmodSync(path, 0o666)
    const store = await openStore(folder)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await store.close()
  })
})
