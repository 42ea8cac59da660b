import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '#core/store/open-store.ts'

const drafts = ['vault.json.tmp-1234567890abcdef', 'settings.json.tmp-0000000000000000']
const strangers = [
  'vault.json.tmp-backup',
  'notes.json.tmp-1234567890abcdef',
  'vault.json.tmp-1234567890abcdef.bak',
  'vault.json',
]

function folderWith(names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'drafts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of names) writeFileSync(join(folder, name), '')
  return folder
}
const left = (folder: string) => readdirSync(folder).filter((name) => name.includes('json'))

test('drafts are swept at the start and at the stop of the console that owns the folder, and nothing else', async () => {
  const folder = folderWith([...drafts, ...strangers])
  mkdirSync(join(folder, 'clock.json.tmp-1234567890abcdef'))
  const rest = [...strangers, 'clock.json.tmp-1234567890abcdef'].sort()
  const store = await openStore(folder)
  expect(left(folder)).toEqual(rest)

  for (const name of drafts) writeFileSync(join(folder, name), '')
  const second = await openStore(folder)
  expect(second.notices).toMatchObject([{ code: 'folder-in-use' }])
  await second.close()
  expect(left(folder), 'of a console that may be writing').toHaveLength(rest.length + drafts.length)
  await store.close()
  expect(left(folder)).toEqual(rest)
})
