import { rmSync } from 'node:fs'
import { putProjectNodeOnPath } from '#scripts/lib/project.mjs'
import { copyProject } from './copy-project.mjs'
import { mutants } from './mutants/index.mjs'
import { baseline, tryMutant } from './try-mutant.mjs'

/**
 * Changes one line at a time, in a copy of the project, and runs the tests that are to notice. Names on the command
 * line choose files: `npm run mutation -- electron/ core/net`.
 */
async function main(/** @type {string[]} */ wanted) {
  const chosen = mutants.filter(({ file }) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  if (chosen.length === 0) return complain('no mutant is of such a file')

  const folder = copyProject()
  try {
    const broken = await baseline(folder, chosen)
    if (broken) return complain(`without a change these tests already fail:\n${broken}`)
    const alive = []
    for (const mutant of chosen) {
      const end = await tryMutant(folder, mutant)
      process.stdout.write(`${end.padEnd(9)} ${mutant.file}: ${mutant.why}\n`)
      if (end !== 'killed') alive.push(mutant)
    }
    process.stdout.write(`${chosen.length - alive.length} of ${chosen.length} killed\n`)
    return alive.length === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function complain(/** @type {string} */ what) {
  process.stderr.write(`${what}\n`)
  return 1
}

putProjectNodeOnPath()
process.exitCode = await main(process.argv.slice(2))
