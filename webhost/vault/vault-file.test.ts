import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { StartError } from '#webhost/command-line/cli-errors.ts'
import { cheapKdf } from '#webhost/testing/cheap-kdf.ts'
import type { Sealed } from './vault-crypto.ts'
import { openVaultFile } from './vault-file.ts'

const SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const open = (file: string, passphrase = 'correct horse') =>
  openVaultFile(file, { askPassphrase: async () => passphrase, makeKdf: cheapKdf })

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhost-vault-'))
  file = join(folder, 'vault.json')
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

interface OnDisk {
  version: number
  kdf: { salt: string; N: number }
  check: Sealed
  values: Record<string, Sealed>
}
const onDisk = () => JSON.parse(readFileSync(file, 'utf8')) as OnDisk
const changeFile = (change: (content: OnDisk) => void) => {
  const content = onDisk()
  change(content)
  writeFileSync(file, JSON.stringify(content))
}

test('values return after a restart, and are gone once deleted', async () => {
  const vault = await open(file)
  expect(vault.describe()).toEqual({ kind: 'file', persists: true })
  expect(await vault.get('secret:1')).toEqual({ kind: 'missing' })
  await Promise.all([vault.set('secret:1', SECRET), vault.set('secret:2', '口令 ✓'), vault.set('check', 'mine')])

  const again = await open(file)
  expect(await again.get('secret:1')).toEqual({ kind: 'found', value: SECRET })
  expect(await again.get('secret:2')).toEqual({ kind: 'found', value: '口令 ✓' })
  expect(await again.get('check')).toEqual({ kind: 'found', value: 'mine' })
  await again.delete('secret:1')
  expect(await (await open(file)).get('secret:1')).toEqual({ kind: 'missing' })
  expect(Object.keys(onDisk().values)).toEqual(['secret:2', 'check'])
})

test('the file is for its owner only, holds no clear text, and no value shares a nonce', async () => {
  const vault = await open(file)
  await vault.set('a', SECRET)
  await vault.set('b', SECRET)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const text = readFileSync(file, 'utf8')
  expect(text).not.toContain(SECRET)
  expect(text).not.toContain(Buffer.from(SECRET).toString('base64'))
  expect(text).not.toContain('correct horse')
  const { check, values } = onDisk()
  expect(new Set([check.nonce, values.a?.nonce, values.b?.nonce]).size).toBe(3)
  expect(values.a?.data).not.toBe(values.b?.data)
  expect(readdirSync(folder).filter((name) => name !== '.vault.json.lock')).toEqual(['vault.json'])
})

test('asks for a new passphrase only when there is no file', async () => {
  const asked: boolean[] = []
  const ask = async ({ isNew }: { isNew: boolean }) => {
    asked.push(isNew)
    return 'correct horse'
  }
  await openVaultFile(file, { askPassphrase: ask, makeKdf: cheapKdf })
  await openVaultFile(file, { askPassphrase: ask, makeKdf: cheapKdf })
  expect(asked).toEqual([true, false])
})

test('two consoles with one vault do not lose what the other wrote', async () => {
  const [one, two] = [await open(file), await open(file)]
  await one.set('a', '1')
  await two.set('b', '2')
  expect(await one.get('b')).toEqual({ kind: 'found', value: '2' })
  expect(await two.get('a')).toEqual({ kind: 'found', value: '1' })
})

describe('left as it was, with one line', () => {
  const refused = async (passphrase?: string) => {
    const before = readFileSync(file)
    const error: unknown = await open(file, passphrase).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StartError)
    expect((error as StartError).message).toContain(file)
    expect((error as StartError).message).not.toContain('\n')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name !== '.vault.json.lock')).toEqual(['vault.json'])
  }

  test('a wrong passphrase', async () => {
    await (await open(file)).set('a', SECRET)
    await refused('correct horsf')
  })

  test.each<[string, (content: OnDisk) => void]>([
    ['another salt', (content) => (content.kdf.salt = Buffer.alloc(16).toString('base64'))],
    ['another cost', (content) => (content.kdf.N = 2 ** 15)],
    ['a cost that would take all memory', (content) => (content.kdf.N = 2 ** 40)],
    [
      'a shortened tag',
      (content) => (content.check.tag = Buffer.from(content.check.tag, 'base64').subarray(0, 4).toString('base64')),
    ],
    ['a newer version', (content) => (content.version = 2)],
  ])('%s', async (_name, change) => {
    await open(file)
    changeFile(change)
    await refused()
  })

  test.each([
    ['not JSON', 'secret = 1'],
    ['empty', ''],
    ['JSON of something else', '{"name":"package"}'],
  ])('%s', async (_name, content) => {
    writeFileSync(file, content)
    await refused()
  })
})

describe('tampering with a value', () => {
  test.each<[string, (a: Sealed, b: Sealed, content: OnDisk) => Sealed]>([
    ['a changed byte', (a) => ({ ...a, data: Buffer.alloc(32).toString('base64') })],
    ['the value of another name', (_a, b) => b],
    ['the check in its place', (_a, _b, content) => content.check],
  ])('%s cannot be read, and is kept', async (_name, change) => {
    const vault = await open(file)
    await vault.set('a', SECRET)
    await vault.set('b', 'other')
    changeFile((content) => {
      const { a, b } = content.values
      if (!a || !b) throw new Error('both are there')
      content.values.a = change(a, b, content)
    })
    const tampered = onDisk().values.a
    expect(await (await open(file)).get('a')).toEqual({ kind: 'cannot-decrypt' })
    await vault.set('c', 'more')
    expect(onDisk().values.a).toEqual(tampered)
  })
})

test('a folder that is not there is named, before anything is lost', async () => {
  await expect(open(join(folder, 'none', 'vault.json'))).rejects.toThrow(/none.*ENOENT/)
})

test('a new vault is made as hard to guess as the real one', async () => {
  await openVaultFile(file, { askPassphrase: async () => 'correct horse' })
  expect(onDisk().kdf).toMatchObject({ N: 2 ** 17, r: 8, p: 1 })
})
