import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './host.ts'
import type { Options } from './options.ts'
import { markdown, table } from './table.ts'
import { isLost, type Row } from './trial.ts'

const DOCUMENT = join(projectRoot, 'docs/reliability.md')
/** What stands between these two lines of the document. */
const PLACE = /(?<=<!-- torture: begin -->\n)[\s\S]*(?=<!-- torture: end -->)/

/** Prints the table and sets the exit code: 1 when anything is lost, or when there is nothing to show. */
export function finish(rows: Row[], { seed, write }: Options): void {
  process.stdout.write(`${table(rows)}\n`)
  if (write)
    writeFileSync(
      DOCUMENT,
      withTable(readFileSync(DOCUMENT, 'utf8'), `Commit ${commit()}, seed ${seed}:\n\n${markdown(rows)}`),
    )
  process.exitCode = rows.length === 0 || rows.some(isLost) ? 1 : 0
}

/** The document with another table in its place; throws when it has none. */
export function withTable(document: string, text: string): string {
  if (!PLACE.test(document)) throw new Error('the document has no place for the table')
  return document.replace(PLACE, () => `${text}\n`)
}

/** What was measured, as git names it. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'contract', 'core', 'webhost') === '' ? '' : ' and changes to it'
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed}`
}
