import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createStateFile } from './state-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhost-state-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

test('what is written is read again, by its owner only', async () => {
  expect(await createStateFile(folder, 'settings').read()).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
  const value = { version: 1, data: { 'a.b': [1, null], deep: { text: '沙盒' } } }
  await createStateFile(folder, 'settings').write(value)
  expect(await createStateFile(folder, 'settings').read()).toEqual(value)
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
})

test('a write replaces the whole', async () => {
  const file = createStateFile(folder, 'accounts')
  await file.write({ version: 1, old: true })
  await file.write({ version: 2 })
  expect(await file.read()).toEqual({ version: 2 })
})

test('what is not JSON throws, stays, and can be set aside twice', async () => {
  const file = createStateFile(folder, 'accounts')
  for (const keptAs of ['accounts.unreadable-1.json', 'accounts.unreadable-2.json']) {
    writeFileSync(join(folder, 'accounts.json'), '{ "version": 1, "da')
    await expect(file.read()).rejects.toThrow()
    expect(readFileSync(join(folder, 'accounts.json'), 'utf8')).toBe('{ "version": 1, "da')
    expect(await file.setAside()).toBe(keptAs)
    expect(readFileSync(join(folder, keptAs), 'utf8')).toBe('{ "version": 1, "da')
    expect(await file.read()).toBeUndefined()
  }
})
