import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { inherited, runElectron } from './hosts.mjs'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hosts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

/** An executable in Electron's place. @param {string} script */
const fakeElectron = (script) => {
  const path = join(folder, 'electron')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}
const hearStderr = () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => write.mockRestore())
  return () => write.mock.calls.map(([chunk]) => String(chunk)).join('')
}

test('after its window showed, its end is the end', async () => {
  const stderr = hearStderr()
  const path = fakeElectron('echo early >&2; : > "$MP_CONSOLE_READY_FILE"; echo late >&2; exit 7')
  expect(await runElectron(path, [])).toEqual({ kind: 'ended', code: 7 })
  expect(stderr()).toBe('early\nlate\n')
})

test('an end without a window is told in a few words, without its noise', async () => {
  const stderr = hearStderr()
  const noise = 'echo "[1:ERROR:bus.cc(1)] noise" >&2'
  const path = fakeElectron(`${noise}; echo "$0: error while loading shared libraries: libgtk-3.so.0" >&2; exit 127`)
  expect(await runElectron(path, [])).toEqual({
    kind: 'died',
    why: `${path}: error while loading shared libraries: libgtk-3.so.0`,
  })
  expect(stderr()).toBe('')
})

test.each([
  ['exit 3', /3/],
  ['kill -TRAP $$', /SIGTRAP/],
])('%s without a word', async (script, why) => {
  expect(await runElectron(fakeElectron(script), [])).toEqual({ kind: 'died', why: expect.stringMatching(why) })
})

test('ending well without a window is meant: another console came to the front', async () => {
  expect(await runElectron(fakeElectron('exit 0'), [])).toEqual({ kind: 'ended', code: 0 })
})

test('a file that cannot be run', async () => {
  const path = join(folder, 'electron')
  writeFileSync(path, '')
  expect(await runElectron(path, [])).toEqual({ kind: 'died', why: expect.stringContaining('EACCES') })
})

test('gets the arguments', async () => {
  expect(await runElectron(fakeElectron('[ "$1 $2" = "a --b=c d" ]'), ['a', '--b=c d'])).toEqual({
    kind: 'ended',
    code: 0,
  })
})

test('a tool that started the shell opens no door', async () => {
  for (const name of ['ELECTRON_RENDERER_URL', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'VITE_KEY']) {
    vi.stubEnv(name, 'http://127.0.0.1:1/')
  }
  onTestFinished(() => void vi.unstubAllEnvs())
  const path = fakeElectron('env | grep -E "^(ELECTRON_R|NODE_OPTIONS|VITE_)" && exit 9; exit 0')
  expect(await runElectron(path, [])).toEqual({ kind: 'ended', code: 0 })
})

test('of the descriptors a host gets the terminal, and the one with the passphrase', () => {
  const terminal = ['inherit', 'inherit', 'inherit']
  expect(inherited(['--port=0'])).toEqual(terminal)
  expect(inherited(['--passphrase-fd=0'])).toEqual(terminal)
  expect(inherited(['--vault=v', '--passphrase-fd=3'])).toEqual([...terminal, 3])
  expect(inherited(['--passphrase-fd=5'])).toEqual([...terminal, 'ignore', 'ignore', 5])
  expect(inherited(['--passphrase-fd=x', '--passphrase-fd=12345'])).toEqual(terminal)
})
