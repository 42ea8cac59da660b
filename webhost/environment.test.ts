import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { webhost } from '#i18n/en/webhost.ts'
import { runWebhost } from './testing/child.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mp-console-environment-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each(['undici', 'HTTP,net'])('with NODE_DEBUG=%s nothing starts, and one line says why', async (value) => {
  const child = runWebhost(folder, ['--port', '0'], { env: { NODE_DEBUG: value, LC_ALL: 'en_GB.UTF-8' } })
  expect(await child.exitCode).toBe(2)
  expect(child.stdout()).toBe('')
  const [said = ''] = webhost.start.printsSecrets.split('{{')
  expect(child.stderr()).toContain(said)
  expect(readdirSync(folder)).toEqual(['page'])
})
