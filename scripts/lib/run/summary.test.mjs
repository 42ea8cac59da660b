import { expect, test } from 'vitest'
import {
  hasRun,
  lastLine,
  none,
  oneFailed,
  onePassed,
  oneSkipped,
  playwrightCounts,
  sum,
  vitestCounts,
  withExitCode,
} from './summary.mjs'

test('the last line is the sum of all', () => {
  const unit = vitestCounts({ numPassedTests: 10, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 })
  const e2e = playwrightCounts({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } })
  expect(lastLine(sum([onePassed, oneFailed, oneSkipped, unit, e2e]))).toBe('16 passed, 4 failed, 6 skipped')
})

test('a runner that ends badly without a failed test failed', () => {
  expect(withExitCode(none, 1)).toEqual(oneFailed)
  expect(withExitCode(none, null)).toEqual(oneFailed)
  expect(withExitCode({ passed: 3, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 })
  expect(withExitCode(onePassed, 0)).toEqual(onePassed)
})

test('a project has run when one of its tests was not skipped, however deep', () => {
  const spec = (/** @type {string} */ projectName, /** @type {string} */ status) => ({
    tests: [{ projectName, status }],
  })
  const report = {
    suites: [
      { specs: [spec('browser', 'expected')], suites: [{ specs: [spec('desktop', 'skipped')] }] },
      { suites: [{ suites: [{ specs: [spec('other', 'unexpected')] }] }] },
    ],
  }
  expect(hasRun(report, 'browser')).toBe(true)
  expect(hasRun(report, 'other')).toBe(true)
  expect(hasRun(report, 'desktop')).toBe(false)
  expect(hasRun({ suites: [] }, 'desktop')).toBe(false)
})
