import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { expect, test } from 'vitest'

const room = import.meta.dirname
const own = /^(?:\.|#core\/sandbox)(?:\/[\w-]+)+\.ts$/
const imported = /\b(?:from|import)\s*\(?\s*'([^']+)'/g

function foreignImports(source: string): string[] {
  return [...source.matchAll(imported)]
    .map((match) => match[1] ?? '')
    .filter((from) => !isBuiltin(from) && !own.test(from) && from !== '#contract/pure/scenarios.ts')
}

const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
test.each(files.filter((name) => /\.ts$/.test(name) && !/^testing|\.test\.ts$/.test(name)))(
  '%s shares no code with the client',
  (name) => {
    expect(foreignImports(readFileSync(`${room}/${name}`, 'utf8'))).toEqual([])
  },
)

test.each([
  "import { client } from '#core/wechat/client.ts'",
  "import type { Clock } from '#core/kernel/clock/clock.ts'",
  "import 'undici'",
  "export { errcodes } from '#core/wechat/errcodes.ts'",
  "await import('#core/token/keeper.ts')",
])('%s would be seen', (line) => {
  expect(foreignImports(line)).toHaveLength(1)
})
