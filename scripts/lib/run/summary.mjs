/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 }
/** @type {Counts} */
export const onePassed = { ...none, passed: 1 }
/** @type {Counts} */
export const oneFailed = { ...none, failed: 1 }
/** @type {Counts} */
export const oneSkipped = { ...none, skipped: 1 }

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  }
}

/**
 * Of Vitest's JSON report.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * Of Playwright's JSON report. A flaky test failed once: it counts as failed.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/**
 * Whether any test of a project was really run.
 * @typedef {{ specs?: { tests: { projectName: string, status: string }[] }[], suites?: Suite[] }} Suite
 * @param {{ suites: Suite[] }} report
 * @param {string} project
 */
export function hasRun(report, project) {
  /** @param {Suite} suite @returns {boolean} */
  const ranIn = ({ specs = [], suites = [] }) =>
    specs.some(({ tests }) => tests.some((test) => test.projectName === project && test.status !== 'skipped')) ||
    suites.some(ranIn)
  return report.suites.some(ranIn)
}

/**
 * A runner that ends badly without naming a failed test (it could not start, an error outside the tests) failed too.
 * @param {Counts} counts
 * @param {number | null} code
 * @returns {Counts}
 */
export function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
