import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStateFile, jsonStoreOptions } from './state-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () =>
  createStateFile(folder, 'settings', () => new Conf({ cwd: folder, configName: 'settings', ...jsonStoreOptions }))

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
