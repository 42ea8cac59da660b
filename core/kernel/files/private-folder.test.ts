import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makePrivateFolder, UnsafeFolderError } from './private-folder.ts'

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

test.skipIf(process.platform === 'win32').each([0o775, 0o757, 0o777])(
  'one that others may write in (%o) is refused, or narrowed',
  (mode) => {
    const somebodys = openFolder('letters.txt')
    chmodSync(somebodys, mode)
    expect(() => makePrivateFolder(somebodys)).toThrow(new UnsafeFolderError('open-to-others'))
    expect(rights(somebodys)).toBe(mode)
    for (const mine of [openFolder(), openFolder('settings.json')]) {
      chmodSync(mine, mode)
      makePrivateFolder(mine)
      expect(rights(mine)).toBe(0o700)
    }
  },
)

const isRoot = process.getuid?.() === 0

test.skipIf(!isRoot)(`another user’s is refused${isRoot ? '' : ' (needs root)'}`, () => {
  for (const folder of [openFolder(), openFolder('accounts.json'), openFolder('letters.txt')]) {
    chownSync(folder, 12_345, 12_345)
    expect(() => makePrivateFolder(folder)).toThrow(new UnsafeFolderError('not-ours'))
    expect(rights(folder)).toBe(0o755)
  }
})
