import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStateFile } from './state-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openStateFile(folder, 'settings')

test('reading makes no file, and what was written is read by the next start', async () => {
  expect(await open().read()).toBeUndefined()
  expect(() => statSync(join(folder, 'settings.json'))).toThrow()
  await open().write({ version: 1, data: { 'a.b': [1, null] } })
  expect(JSON.parse((await open().read()) ?? '')).toEqual({ version: 1, data: { 'a.b': [1, null] } })
})

test.skipIf(process.platform === 'win32')('the file is for its owner only', async () => {
  await open().write({ version: 1 })
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
})

test('what is not JSON is set aside whole under a free name, and a new file can be written', async () => {
  writeFileSync(join(folder, 'settings.unreadable-1.json'), 'older')
  writeFileSync(join(folder, 'settings.json'), '{"version":')
  expect(await open().read()).toBe('{"version":')
  const copy = await open().copyAside()
  expect([copy, readFileSync(join(folder, copy), 'utf8')]).toEqual(['settings.unreadable-2.json', '{"version":'])
  expect(await open().setAside()).toBe('settings.unreadable-3.json')
  expect(readFileSync(join(folder, 'settings.unreadable-3.json'), 'utf8')).toBe('{"version":')
  expect(await open().read()).toBeUndefined()
  await open().write({ version: 2 })
  expect(JSON.parse((await open().read()) ?? '')).toEqual({ version: 2 })
})

test.skipIf(process.platform === 'win32').each([
  ['a link', (path: string) => symlinkSync(join(folder, 'elsewhere'), path)],
  ['a pipe', (path: string) => void execFileSync('mkfifo', [path])],
  ['a folder', (path: string) => mkdirSync(path)],
])('%s in the place of the file is neither read nor written, and set aside as it is', async (_, make) => {
  writeFileSync(join(folder, 'elsewhere'), '{"version":1}')
  make(join(folder, 'settings.json'))
  await expect(open().read()).rejects.toMatchObject({ code: 'ELOOP' })
  expect(await open().setAside()).toBe('settings.unreadable-1.json')
  make(join(folder, 'settings.json'))
  await open().write({ version: 2 })
  expect(lstatSync(join(folder, 'settings.json')).isFile()).toBe(true)
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('{"version":1}')
})

test('a folder in its place counts as if the file were gone', async () => {
  const file = open()
  await file.write({ version: 1 })
  expect(file.isThere?.()).toBe(true)
  rmSync(join(folder, 'settings.json'))
  mkdirSync(join(folder, 'settings.json'))
  expect(file.isThere?.()).toBe(false)
})

test.skipIf(process.platform === 'win32')('a file that others may read is narrowed when it is read', async () => {
  writeFileSync(join(folder, 'settings.json'), '{"version":1}')
  chmodSync(join(folder, 'settings.json'), 0o666)
  await open().read()
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
})

test('what is damaged is written over, and no draft and no handler of a signal is left', async () => {
  writeFileSync(join(folder, 'settings.json'), '{"version":')
  await open().write({ version: 2 })
  expect(JSON.parse((await open().read()) ?? '')).toEqual({ version: 2 })
  expect(readdirSync(folder)).toEqual(['settings.json'])
  expect(process.listenerCount('SIGTERM')).toBe(0)
})
