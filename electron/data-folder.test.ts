import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askedDataFolder, makePrivateFolder } from './data-folder.ts'

test.each([
  ['nothing', ['electron', '.'], {}, undefined],
  ['the switch', ['electron', '.', '--data', '/tmp/a'], {}, '/tmp/a'],
  ['the switch with =', ['electron', '.', '--data=/tmp/a'], {}, '/tmp/a'],
  ['a relative folder', ['electron', '.', '--data', 'a'], {}, resolve('a')],
  ['the environment', ['electron', '.'], { MP_CONSOLE_DATA: '/tmp/b' }, '/tmp/b'],
  ['both', ['electron', '.', '--data', '/tmp/a'], { MP_CONSOLE_DATA: '/tmp/b' }, '/tmp/a'],
  ['a switch without a folder', ['electron', '.', '--data'], { MP_CONSOLE_DATA: '/tmp/b' }, '/tmp/b'],
  ["Chromium's switches around it", ['electron', '--no-sandbox', '--inspect=0', '--data', '/tmp/a', '.'], {}, '/tmp/a'],
])('the folder by %s', (_, argv, env, folder) => {
  expect(askedDataFolder(argv, env)).toBe(folder)
})

test.skipIf(process.platform === 'win32')('the folder is for its owner only, also when it was there', () => {
  const base = mkdtempSync(join(tmpdir(), 'data-folder-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const open = join(base, 'open')
  mkdirSync(open)
  chmodSync(open, 0o755)
  for (const folder of [open, join(base, 'new', 'deep')]) {
    makePrivateFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  }
})
