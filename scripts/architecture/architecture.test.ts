import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderCycles } from './cycles.ts'
import { importsIn, productSources, type Sources } from './imports.ts'
import { coreLayers, featureImports, pageLayers, upwardImports } from './layers.ts'

const root = resolve(import.meta.dirname, '../..')
const core = productSources(root, 'core')
const page = productSources(root, 'renderer')

const withFile = (sources: Sources, file: string, text: string): Sources => new Map([...sources, [file, text]])

describe('core', () => {
  test('no folder imports one that imports it', () => {
    expect(folderCycles(importsIn(core))).toEqual([])
  })
  test('each layer imports only those below it', () => {
    expect(upwardImports(importsIn(core), coreLayers)).toEqual([])
  })
})

describe('the page', () => {
  test('no folder imports one that imports it', () => {
    expect(folderCycles(importsIn(page))).toEqual([])
  })
  test('each layer imports only those below it', () => {
    expect(upwardImports(importsIn(page), pageLayers)).toEqual([])
  })
  test('features do not know one another', () => {
    expect(featureImports(importsIn(page))).toEqual([])
  })
})

test.each(['electron', 'webhost'])('%s: no folder imports one that imports it', (host) => {
  expect(folderCycles(importsIn(productSources(root, host)))).toEqual([])
})

describe('would be seen', () => {
  test.each([
    ['core/kernel/planted.ts', "import { createApp } from '#core/app.ts'"],
    ['core/kernel/planted.ts', "import type { Account } from '#core/model/account.ts'"],
    ['core/net/planted.ts', "import { endpoints } from '#core/wechat/endpoints.ts'"],
    ['core/wechat/planted.ts', "export * from '#core/model/account.ts'"],
    ['core/exchange/store/planted.ts', "const app = await import('#core/app.ts')"],
    ['core/token/planted.ts', "import type { Ports } from '#core/ports.ts'"],
    ['core/anew/planted.ts', "import type { Ports } from '#core/ports.ts'"],
  ])('%s: %s', (file, text) => {
    const before = upwardImports(importsIn(core), coreLayers).length
    expect(upwardImports(importsIn(withFile(core, file, text)), coreLayers)).toHaveLength(before + 1)
  })

  test('a cycle of two features of core, and of a folder with the one inside it', () => {
    const sources = new Map([
      ['core/token/a.ts', "import './timeline/b.ts'\nimport '#core/ip-list/c.ts'"],
      ['core/token/timeline/b.ts', "import type { A } from '#core/token/a.ts'"],
      ['core/ip-list/c.ts', "import { a } from '#core/token/a.ts'"],
      ['core/share/d.ts', "import { a } from '#core/token/a.ts'"],
    ])
    expect(folderCycles(importsIn(sources))).toEqual([['core/ip-list', 'core/token', 'core/token/timeline']])
  })

  test('a feature of the page that imports another, and what lies below a feature importing it', () => {
    const sources = new Map([
      ['renderer/features/token/a.tsx', "import { b } from '#renderer/features/accounts/b.ts'"],
      ['renderer/features/accounts/b.ts', 'export const b = 1'],
      ['renderer/ui/c.tsx', "import { b } from '#renderer/features/accounts/b.ts'"],
      ['renderer/model/d.ts', "import { e } from '#renderer/actions/e.ts'"],
      ['renderer/actions/e.ts', 'export const e = 1'],
    ])
    expect(featureImports(importsIn(sources))).toEqual(['token → accounts'])
    expect(upwardImports(importsIn(sources), pageLayers)).toEqual([
      'renderer/model → renderer/actions',
      'renderer/ui → renderer/features/accounts',
    ])
  })
})
