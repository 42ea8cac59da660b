import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { SnippetFormat } from '#contract/pure/share.ts'

/** Why `curl` cannot be run here, or nothing. */
export function curlMissing(): string | undefined {
  return spawnSync('sh', ['-c', 'command -v curl']).status === 0 ? undefined : 'curl is not installed'
}

/** A folder in which a module finds the package undici. */
function moduleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'share-'))
  mkdirSync(join(folder, 'node_modules'))
  const undici = dirname(createRequire(import.meta.url).resolve('undici/package.json'))
  symlinkSync(undici, join(folder, 'node_modules', 'undici'))
  return folder
}

const run = promisify(execFile)

/** Runs what was copied as a person would, with these variables; what it printed. */
export async function runSnippet(
  format: SnippetFormat,
  text: string,
  variables: Record<string, string> = {},
): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', ...variables }
  if (format === 'curl') {
    // A long one is no argument: it is typed, or a file.
    const file = join(mkdtempSync(join(tmpdir(), 'share-')), 'call.sh')
    writeFileSync(file, text.replaceAll(/(^|[|] )curl /gm, '$1curl --silent --show-error --noproxy "*" '))
    return (await run('sh', [file], { env, maxBuffer: 2 ** 26 })).stdout
  }
  const file = join(moduleFolder(), 'call.mjs')
  writeFileSync(file, text)
  const { stdout } = await run(process.execPath, [file], { env, maxBuffer: 2 ** 26 })
  return stdout.replace(/\n$/, '')
}
