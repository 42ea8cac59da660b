import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StartError } from './cli-errors.ts'
import { dataFolderPath, prepareDataFolder } from './data-folder.ts'

test('the flag wins over the environment, and both over the usual place', () => {
  expect(dataFolderPath('here', { MP_CONSOLE_DATA: '/there' }, 'linux')).toBe(resolve('here'))
  expect(dataFolderPath(undefined, { MP_CONSOLE_DATA: '/there' }, 'linux')).toBe(resolve('/there'))
  expect(dataFolderPath(undefined, {}, 'linux')).toBe(join(homedir(), '.local/share/mp-console-webhost'))
  expect(dataFolderPath(undefined, { XDG_DATA_HOME: '/xdg' }, 'linux')).toBe(join('/xdg', 'mp-console-webhost'))
  expect(dataFolderPath(undefined, { APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'mp-console-webhost'))
  expect(dataFolderPath(undefined, {}, 'darwin')).toContain('Application Support')
})

test('the folder is for its owner only', () => {
  const parent = mkdtempSync(join(tmpdir(), 'webhost-data-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'a', 'b')
  prepareDataFolder(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a folder that cannot be is named', () => {
  const parent = mkdtempSync(join(tmpdir(), 'webhost-data-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  const file = join(parent, 'file')
  writeFileSync(file, '')
  expect(() => prepareDataFolder(join(file, 'below'))).toThrow(StartError)
  expect(() => prepareDataFolder(join(file, 'below'))).toThrow(/ENOTDIR/)
})
