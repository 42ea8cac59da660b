import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failedLately, forgetFailure, rememberFailure } from './failure-memory.mjs'

test('a failure is remembered for a day, or until it is forgotten', () => {
  const folder = mkdtempSync(join(tmpdir(), 'failure-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'cache', 'failed')
  const hour = 60 * 60 * 1000
  expect(failedLately(file)).toBe(false)
  rememberFailure(file)
  expect(failedLately(file)).toBe(true)
  expect(failedLately(file, Date.now() + 23 * hour)).toBe(true)
  expect(failedLately(file, Date.now() + 25 * hour)).toBe(false)
  // A clock that was set back does not make a failure last for ever.
  expect(failedLately(file, Date.now() - 25 * hour)).toBe(false)
  forgetFailure(file)
  expect(failedLately(file)).toBe(false)
})
