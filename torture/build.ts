import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { builtWebhost, projectRoot } from './host.ts'

/** What is tried is what the sources say: a build that is absent or older than one of them is made anew. */
export function buildWhenStale(say: (line: string) => void): void {
  if (existsSync(builtWebhost) && statSync(builtWebhost).mtimeMs > newestSource()) return
  say('building …')
  execFileSync('npm', ['run', 'build'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] })
}

function newestSource(): number {
  const times = ['contract', 'core', 'webhost'].flatMap((room) =>
    readdirSync(join(projectRoot, room), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )
  return Math.max(...times)
}
