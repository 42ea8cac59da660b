import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { bytesUnder, reasonIn, runWatched } from './watchdog.mjs'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchdog-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

/** @param {string} code @param {Partial<Parameters<typeof runWatched>[2]>} [options] */
const runNode = (code, options) => runWatched(process.execPath, ['--eval', code], { quietMs: 10_000, ...options })
const NEVER_ENDS = 'setInterval(() => {}, 1000)'

test('a command that ends is left alone, and its output kept', async () => {
  const heard = vi.fn()
  const code = "process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 3"
  const end = await runNode(code, { onOutput: heard })
  expect(end).toMatchObject({ kind: 'ended', code: 3 })
  expect(end.output).toContain('out')
  expect(end.output).toContain('err')
  expect(heard).toHaveBeenCalled()
})

test('a command that says nothing is stopped with what it started', async () => {
  const pidFile = join(folder, 'pid')
  const grandchild = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); ${NEVER_ENDS}`
  const code = `require('child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(grandchild)}]); ${NEVER_ENDS}`
  // Quiet is counted from when the grandchild is there, however slow the machine.
  const end = await runNode(code, { quietMs: 200, progress: () => (existsSync(pidFile) ? 1 : performance.now()) })
  expect(end.kind).toBe('quiet')
  const pid = Number(readFileSync(pidFile, 'utf8'))
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 5_000)
})

test('progress keeps a silent command alive, and is reported', async () => {
  const flag = join(folder, 'flag')
  let steps = 0
  const code = `const wait = setInterval(() => { if (require('fs').existsSync(${JSON.stringify(flag)})) clearInterval(wait) }, 10)`
  const end = await runNode(code, {
    quietMs: 400,
    progress: () => {
      steps += 1
      // Far more samples than 400 ms of quiet would allow.
      if (steps === 12) writeFileSync(flag, '')
      return steps
    },
    onProgress: (now) => expect(now).toBe(steps),
  })
  expect(end).toMatchObject({ kind: 'ended', code: 0 })
})

test('a command that is not there is told', async () => {
  expect(await runWatched(join(folder, 'none'), [], { quietMs: 1000 })).toMatchObject({ kind: 'not-started' })
})

test('bytes are counted through folders, and what is missing counts nothing', () => {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true })
  writeFileSync(join(folder, 'a', 'one'), '12345')
  writeFileSync(join(folder, 'a', 'b', 'two'), '123')
  expect(bytesUnder([folder, join(folder, 'none')])).toBe(8)
})

describe('the reason in an output', () => {
  test.each([
    [
      'TypeError: fetch failed\n    at node:internal\n  [cause]: Error: getaddrinfo ENOTFOUND github.com',
      'fetch failed, ENOTFOUND',
    ],
    [
      'HTTPError: Response code 404 (Not Found) for https://example.com/x\n    at f (x.js:1:1)',
      'Response code 404 (Not Found) for https://example.com/x',
    ],
    [
      '/x/electron: error while loading shared libraries: libgtk-3.so.0: cannot open',
      '/x/electron: error while loading shared libraries: libgtk-3.so.0: cannot open',
    ],
    [
      '[1:2:ERROR:bus.cc(407)] Failed to connect to the bus\nMissing X server or $DISPLAY',
      'Missing X server or $DISPLAY',
    ],
    ['启动中\n数据目录 /x 不可写（EACCES）。\n', '数据目录 /x 不可写（EACCES）。'],
    ['    at f (x.js:1:1)\n\n', undefined],
  ])('%j', (output, reason) => {
    expect(reasonIn(output)).toBe(reason)
  })
})
