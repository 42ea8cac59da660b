import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readVaultText, replaceVault, sweepDrafts } from './vault-disk.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vault-disk-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a write that fails leaves no draft', async () => {
  const folder = temporaryFolder()
  const taken = join(folder, 'vault.json')
  mkdirSync(join(taken, 'inside'), { recursive: true })
  await expect(replaceVault(taken, 'secret')).rejects.toThrow()
  expect(readdirSync(folder)).toEqual(['vault.json'])
})

test('a file far larger than any vault is not read', async () => {
  const file = join(temporaryFolder(), 'vault.json')
  writeFileSync(file, '')
  truncateSync(file, 16 * 1024 * 1024 + 1)
  await expect(readVaultText(file)).rejects.toMatchObject({ code: 'EISDIR' })
})

test('a sweep takes drafts and leaves a folder of such a name', async () => {
  const folder = temporaryFolder()
  const drafts = [`.vault.json.${randomUUID()}`, `.vault.json.${randomUUID()}`] as const
  writeFileSync(join(folder, drafts[0]), '')
  mkdirSync(join(folder, drafts[1]))
  await sweepDrafts(join(folder, 'vault.json'))
  expect(readdirSync(folder)).toEqual([drafts[1]])
})
