import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// One statement per planted file. The linter runs once over a copy of its configuration and all of them.
const forbidden: [file: string, statement: string][] = [
  ['contract/a.ts', "import '#core/app.ts'"],
  ['contract/b.ts', "import type { A } from '#renderer/app.tsx'"],
  ['contract/c.ts', "import 'node:fs'"],
  ['contract/d.ts', "import 'hono'"],
  ['contract/e.ts', "import 'electron'"],
  ['contract/pure/a.ts', "import { z } from 'zod'"],
  ['contract/pure/b.ts', "import { problemSchema } from '#contract/problem.ts'"],
  ['contract/pure/explain/c.ts', "import { problemSchema } from '#contract/problem.ts'"],
  ['i18n/a.ts', "import { z } from 'zod'"],
  ['i18n/b.ts', "import 'node:fs'"],
  ['i18n/c.ts', "import type { ActionId } from '#contract/pure/actions.ts'"],
  ['i18n/en/d.ts', "import { createApp } from '#core/app.ts'"],
  // The way of writing a path is one: a relative one goes down only.
  ['i18n/en/e.ts', "import { fill } from '../fill.ts'"],
  ['contract/pure/f.ts', "import { problemSchema } from '../problem.ts'"],
  ['core/token/g.ts', "import { createApp } from '../app.ts'"],
  ['core/sandbox/h.ts', "import { createApp } from '../app.ts'"],
  ['electron/adapters/i.ts', "import { start } from '../start.ts'"],
  ['webhost/vault/j.ts', "import { run } from '../run.ts'"],
  ['renderer/features/token/k.tsx', "import { Button } from '../../ui/button.tsx'"],
  ['e2e/pages/l.ts', "import { test } from '../fixtures/app.ts'"],
  ['core/a.ts', "import '#electron/main.ts'"],
  ['core/b.ts', "import type { Flags } from '#webhost/command-line/flags.ts'"],
  ['core/token/c.ts', "import '#renderer/app.tsx'"],
  ['core/d.ts', "import 'electron-store'"],
  ['core/e.ts', "import { useState } from 'react'"],
  ['core/f.ts', "export { app } from 'electron'"],
  ['core/g.ts', "export const g = import('#e2e/pages/main.ts')"],
  ['core/sandbox/a.ts', "import { createApp } from '#core/app.ts'"],
  ['core/sandbox/b.ts', "import { problemSchema } from '#contract/problem.ts'"],
  ['core/sandbox/c.ts', "import { request } from 'undici'"],
  ['electron/a.ts', "import { run } from '#webhost/run.ts'"],
  ['electron/adapters/b.ts', "import '#renderer/main.tsx'"],
  ['webhost/a.ts', "import '#electron/main.ts'"],
  ['webhost/b.ts', "import { app } from 'electron'"],
  ['webhost/vault/c.ts', "import Store from 'electron-store'"],
  ['renderer/a.ts', "import { contract } from '#contract/index.ts'"],
  ['renderer/b.tsx', "export * from '#contract/token.ts'"],
  ['renderer/bridge/c.ts', "export const c = import('#contract/index.ts')"],
  ['renderer/d.ts', "import { z } from 'zod'"],
  ['renderer/e.ts', "import type { ConsoleApp } from '#core/app.ts'"],
  ['renderer/f.ts', "import 'node:path'"],
  ['renderer/g.ts', "import { os } from '@orpc/server'"],
  ['renderer/h.ts', "import { ipcRenderer } from 'electron'"],
  ['renderer/features/token/i.tsx', "import '#electron/preload.ts'"],
  ['e2e/a.ts', "import { createApp } from '#core/app.ts'"],
  ['e2e/b.ts', "import { app } from 'electron'"],
  ['e2e/pages/c.ts', "import { t } from '#renderer/app.tsx'"],
  ['e2e/d.ts', "import { run } from '#webhost/run.ts'"],
  ['scripts/a.ts', "import { app } from 'electron'"],
]

const allowed: [file: string, statement: string][] = [
  ['contract/ok.ts', "import { z } from 'zod'\nimport { oc } from '@orpc/contract'\nimport { b } from './base.ts'"],
  ['contract/pure/ok.ts', "import { c } from './actions.ts'"],
  [
    'contract/pure/explain/ok.ts',
    "import { a } from '#contract/pure/actions.ts'\nimport { en } from '#i18n/en/index.ts'",
  ],
  ['i18n/en/ok.ts', "import type { T } from '#i18n/translated.ts'\nimport { a } from './accounts.ts'"],
  [
    'core/ok.ts',
    "import { p } from '#contract/problem.ts'\nimport { readFile } from 'node:fs'\nimport u from 'undici'",
  ],
  ['core/token/ok.ts', "import { a } from '#core/app.ts'\nimport type { S } from '#core/sandbox/protocol.ts'"],
  [
    'core/sandbox/ok.ts',
    "import { s } from '#contract/sandbox.ts'\nimport { Hono } from 'hono'\nimport { t } from './state.ts'",
  ],
  [
    'electron/ok.ts',
    "import { app } from 'electron'\nimport { createApp } from '#core/app.ts'\nimport { c } from '#contract/index.ts'",
  ],
  ['webhost/ok.ts', "import { createApp } from '#core/app.ts'\nimport { c } from '#contract/index.ts'"],
  [
    'renderer/ok.ts',
    "import { texts } from '#i18n/index.ts'\n// why\nimport type { Problem } from '#contract/problem.ts'",
  ],
  ['renderer/features/token/ok.tsx', "export type { TokenView } from '#contract/token.ts'"],
  ['e2e/ok.ts', "import { c } from '#contract/index.ts'\nimport { s } from '#core/sandbox/server.ts'"],
]

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'law-of-imports-'))
let refusals: Map<string, string[]>

beforeAll(() => {
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  cpSync(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true })
  for (const [file, statement] of [...forbidden, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${statement}\n`)
  }
  refusals = lint()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What the import rules and the project's own plugins refuse, by file. */
function lint(): Map<string, string[]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  )
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; severity: string; location: { path: string } }[]
  }
  const found = new Map<string, string[]>()
  for (const { category, severity, location } of diagnostics) {
    if (severity !== 'error' || !['plugin', 'lint/style/noRestrictedImports'].includes(category)) continue
    const file = location.path.replaceAll('\\', '/')
    found.set(file, [...(found.get(file) ?? []), category])
  }
  return found
}

describe('refused', () => {
  test.each(forbidden)('%s: %s', (file) => {
    expect(refusals.get(file)?.length).toBeGreaterThan(0)
  })
})

describe('allowed', () => {
  test.each(allowed)('%s', (file) => {
    expect(refusals.get(file)).toBeUndefined()
  })
})
