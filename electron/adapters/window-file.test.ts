import {
  lstatSync,
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
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openWindowFile } from './window-file.ts'

const { electron } = vi.hoisted(() => {
  const { EventEmitter } = process.getBuiltinModule('node:events')
  return { electron: { ipcMain: new EventEmitter(), app: { getPath: () => '/', getVersion: () => '1.0.0' } } }
})
vi.mock('electron', () => ({ ...electron, default: electron }))

let folder: string
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'window-file-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  folder = join(base, 'data')
})
const value = { version: 1, data: { x: 1, y: 2, width: 900, height: 600, maximized: false } }
const written = () => JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8')) as unknown

test('where the window stood is written for its owner only, and read back', async () => {
  const file = openWindowFile(folder)
  await file.write(value)
  expect(written()).toEqual(value)
  expect(JSON.parse(String(await openWindowFile(folder).read()))).toEqual(value)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600)
})

test('what is no JSON can be written over, and a link is moved away and not followed', async () => {
  const file = openWindowFile(folder)
  await file.write(value)
  writeFileSync(join(folder, 'window.json'), '{"version":1,"da')
  await file.write(value)
  expect(written()).toEqual(value)

  rmSync(join(folder, 'window.json'))
  writeFileSync(join(folder, 'elsewhere'), 'untouched')
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'window.json'))
  await file.write(value)
  expect(written()).toEqual(value)
  expect(lstatSync(join(folder, 'window.json')).isFile()).toBe(true)
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('untouched')
  expect(readdirSync(folder).filter((name) => name.includes('unreadable'))).toHaveLength(1)
})

test('the package has no channel to pages, and no signal is taken from Electron', async () => {
  await openWindowFile(folder).write(value)
  expect(electron.ipcMain.eventNames()).toEqual([])
  expect(process.eventNames().filter((event) => String(event).startsWith('SIG'))).toEqual([])
})
