import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { askedDataFolder } from './data-folder.ts'

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
