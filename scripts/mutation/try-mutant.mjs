import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, toolScript } from '#scripts/lib/project.mjs'
import { testsOf } from './mutant.mjs'

/** @typedef {import('./mutant.mjs').Mutant} Mutant */

/**
 * Runs the tests of all mutants on the code as it is.
 * @param {string} folder
 * @param {readonly Mutant[]} mutants
 * @returns {Promise<string | undefined>} what failed
 */
export async function baseline(folder, mutants) {
  const failed = []
  for (const tests of new Set(mutants.map(testsOf))) {
    if (!(await passes(folder, tests))) failed.push(tests)
  }
  return failed.length > 0 ? failed.join('\n') : undefined
}

/**
 * `no match`: the text is not there exactly once, so the mutant has to be written anew.
 * @param {string} folder
 * @param {Mutant} mutant
 * @returns {Promise<'killed' | 'SURVIVED' | 'NO MATCH'>}
 */
export async function tryMutant(folder, mutant) {
  const path = join(folder, mutant.file)
  const before = readFileSync(path, 'utf8')
  const pieces = before.split(mutant.text)
  if (pieces.length !== 2) return 'NO MATCH'
  writeFileSync(path, pieces.join(mutant.replacement))
  try {
    return (await passes(folder, testsOf(mutant))) ? 'SURVIVED' : 'killed'
  } finally {
    writeFileSync(path, before)
  }
}

/**
 * @param {string} folder
 * @param {string} tests
 * @returns {Promise<boolean>}
 */
function passes(folder, tests) {
  const project = tests.startsWith('renderer/') ? 'page' : 'node'
  return new Promise((resolve, reject) => {
    const child = spawn(
      projectNode(),
      [toolScript('vitest', 'vitest'), 'run', `--project=${project}`, '--bail=1', tests],
      { cwd: folder, stdio: 'ignore' },
    )
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}
