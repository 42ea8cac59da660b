import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, projectNode, root, toolScript } from '#scripts/lib/project.mjs'
import { say, words } from '#scripts/lib/words.mjs'
import { none, oneFailed, onePassed, playwrightCounts, vitestCounts, withExitCode } from './summary.mjs'

const reports = join(cacheFolder, 'test-reports')

/**
 * A step that either passes or fails as one.
 * @param {string} name
 * @param {string} packageName
 * @param {string} command
 * @param {string[]} args
 */
export async function runStep(name, packageName, command, args) {
  return (await runTool(name, packageName, command, args)) === 0 ? onePassed : oneFailed
}

/**
 * @param {string} name
 * @param {string[]} projects of vitest.config.ts
 */
export async function runVitest(name, projects) {
  const report = newReport(`vitest-${projects.join('-')}.json`)
  const code = await runTool(name, 'vitest', 'vitest', [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ])
  const content = readReport(report)
  return withExitCode(content ? vitestCounts(content) : none, code)
}

/**
 * @param {string} name
 * @param {string[]} projects of e2e/playwright.config.ts
 * @param {Record<string, string>} env
 */
export async function runPlaywright(name, projects, env) {
  const report = newReport('playwright.json')
  const args = ['test', '-c', 'e2e/playwright.config.ts', ...projects.map((project) => `--project=${project}`)]
  const code = await runTool(name, '@playwright/test', 'playwright', [...args, '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  const content = readReport(report)
  return { counts: withExitCode(content ? playwrightCounts(content) : none, code), report: content }
}

/**
 * @param {string} name
 * @param {string} packageName
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number | null>} exit code
 */
function runTool(name, packageName, command, args, env = {}) {
  say(words.test.step, { name })
  return new Promise((resolve) => {
    const child = spawn(projectNode(), [toolScript(packageName, command), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
}

/** @param {string} name */
function newReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, name)
  rmSync(file, { force: true })
  return file
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // The runner did not get as far as writing one; its exit code counts.
    return undefined
  }
}
