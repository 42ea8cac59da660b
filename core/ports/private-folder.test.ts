import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makePrivateFolder } from './private-folder.ts'

const rights = (folder: string) => statSync(folder).mode & 0o777

function openFolder(...files: string[]): string {
  const base = mkdtempSync(join(tmpdir(), 'private-folder-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const folder = join(base, 'folder')
  mkdirSync(folder)
  for (const file of files) writeFileSync(join(folder, file), '')
  chmodSync(folder, 0o755)
  return folder
}

test.skipIf(process.platform === 'win32').each([
  ['made with all above it', () => join(openFolder(), 'new', 'deep'), 0o700],
  ['empty', () => openFolder(), 0o700],
  ['a console’s', () => openFolder('accounts.json'), 0o700],
  ['somebody’s', () => openFolder('letters.txt'), 0o755],
])('a folder that is %s', (_, folder, expected) => {
  const path = folder()
  makePrivateFolder(path)
  expect(rights(path)).toBe(expected)
})
