import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { browserCandidates, firstThatRuns } from './find-browser.mjs'

test('the one asked for comes first, then the usual places of each system', () => {
  const asked = browserCandidates({ MP_CONSOLE_CHROMIUM: '/mine', CHROME_PATH: '/theirs', PATH: '/bin' }, 'linux')
  expect(asked.slice(0, 2)).toEqual(['/mine', '/theirs'])
  expect(asked).toContain('/opt/google/chrome/chrome')
  expect(asked).toContain(join('/bin', 'chromium'))
  expect(browserCandidates({ HOME: '/home/me' }, 'darwin')).toContain(
    join('/home/me', 'Applications', 'Google Chrome.app/Contents/MacOS/Google Chrome'),
  )
  expect(browserCandidates({ LOCALAPPDATA: '/local', PATH: '' }, 'win32')).toEqual([
    join('/local', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join('/local', 'Chromium', 'Application', 'chrome.exe'),
  ])
})

test('one that does not start is passed over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  /** @param {string} name @param {number} code */
  const fake = (name, code) => {
    const path = join(folder, name)
    writeFileSync(path, `#!/bin/sh\nexit ${code}\n`)
    chmodSync(path, 0o755)
    return path
  }
  const broken = fake('broken', 127)
  const good = fake('good', 0)
  expect(firstThatRuns([join(folder, 'none'), broken, good])).toBe(good)
  expect(firstThatRuns([broken])).toBeUndefined()
})
