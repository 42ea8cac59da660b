import { execFileSync } from 'node:child_process'
import { projectRoot } from './host.ts'
import type { Options } from './options.ts'
import { markdown, table } from './table.ts'
import { isLost, type Row } from './trial.ts'

/** Prints the table and sets the exit code: 1 when anything is lost, or when there is nothing to show. */
export function finish(rows: Row[], { seed, markdown: asMarkdown }: Options): void {
  const text = asMarkdown ? `Commit ${commit()}, seed ${seed}:\n\n${markdown(rows)}` : table(rows)
  process.stdout.write(`${text}\n`)
  process.exitCode = rows.length === 0 || rows.some(isLost) ? 1 : 0
}

/** What was measured, as git names it. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'contract', 'core', 'webhost') === '' ? '' : ' and changes to it'
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed}`
}
