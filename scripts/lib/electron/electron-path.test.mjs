import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { chooseElectron, hasDisplay } from './electron-path.mjs'

/** @type {string} */
let folder
/** @type {string} */
let packageFolder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-path-'))
  packageFolder = join(folder, 'package')
  mkdirSync(packageFolder)
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

/** @param {string[]} path */
const makeFile = (...path) => {
  const file = join(folder, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}
const install = () => {
  writeFileSync(join(packageFolder, 'path.txt'), 'electron')
  return makeFile('package', 'dist', 'electron')
}
/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} [platform] */
const choose = (env, platform = 'linux') => chooseElectron(env, platform, packageFolder)

test('the path of the environment wins, then its folder, then the installed one', () => {
  const installed = install()
  const exec = makeFile('exec', 'my-electron')
  const other = makeFile('other', 'electron')
  const env = { DISPLAY: ':0', ELECTRON_EXEC_PATH: exec, ELECTRON_OVERRIDE_DIST_PATH: dirname(other) }
  expect(choose(env)).toEqual({ kind: 'found', path: exec, given: true })
  expect(choose({ ...env, ELECTRON_EXEC_PATH: '' })).toEqual({ kind: 'found', path: other, given: true })
  expect(choose({ DISPLAY: ':0' })).toEqual({ kind: 'found', path: installed, given: false })
})

test('a given one is used without a display, an installed one is not', () => {
  install()
  const exec = makeFile('exec', 'my-electron')
  expect(choose({ ELECTRON_EXEC_PATH: exec })).toMatchObject({ kind: 'found' })
  expect(choose({})).toEqual({ kind: 'no-display' })
})

test('a given one that is not there is named, and nothing else is taken in its place', () => {
  install()
  const path = join(folder, 'none')
  expect(choose({ DISPLAY: ':0', ELECTRON_EXEC_PATH: path })).toEqual({ kind: 'missing', path })
})

test('not downloaded, or only in part', () => {
  expect(choose({ DISPLAY: ':0' })).toEqual({ kind: 'not-installed' })
  writeFileSync(join(packageFolder, 'path.txt'), 'electron')
  expect(choose({ DISPLAY: ':0' })).toEqual({ kind: 'not-installed' })
})

test('each system names the executable its own way', () => {
  const exe = makeFile('dist', 'electron.exe')
  expect(choose({ ELECTRON_OVERRIDE_DIST_PATH: dirname(exe) }, 'win32')).toMatchObject({ path: exe })
  const app = makeFile('dist', 'Electron.app', 'Contents', 'MacOS', 'Electron')
  expect(choose({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') }, 'darwin')).toMatchObject({ path: app })
})

test('only Linux may lack a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
  expect(hasDisplay({}, 'win32')).toBe(true)
})
