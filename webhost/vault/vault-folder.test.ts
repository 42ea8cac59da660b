import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Notice } from '#contract/host.ts'
import { blobsThatOpen } from '#webhost/testing/blobs.ts'
import { cheapKdf } from '#webhost/testing/cheap-kdf.ts'
import { openVaultFile } from './vault-file.ts'

const PASSPHRASE = 'correct horse'
const notices: Notice[] = []
const open = (file: string) =>
  openVaultFile(file, {
    askPassphrase: async () => PASSPHRASE,
    makeKdf: cheapKdf,
    notice: (notice) => notices.push(notice),
  })

let folder: string
let file: string
beforeEach(() => {
  notices.length = 0
  folder = mkdtempSync(join(tmpdir(), 'vault-folder-'))
  file = join(folder, 'vault')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

const script = fileURLToPath(import.meta.resolve('../testing/vault-writer.ts'))

/** A process that sets `count` values under names of its own, one after another or all at once. */
async function write(name: string, count: number, together: boolean): Promise<void> {
  const child = spawn(process.execPath, [script, file, name, String(count), String(together)], { stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([0, null])
}

test('two processes that make one vault and write to it at the same time lose nothing', {
  timeout: 60_000,
}, async () => {
  await Promise.all([
    write('one', 24, false),
    write('two', 24, false),
    write('three', 100, true),
    write('four', 100, true),
  ])
  const vault = await open(file)
  const missing: string[] = []
  for (const [name, count] of [
    ['one', 24],
    ['two', 24],
    ['three', 100],
    ['four', 100],
  ] as const) {
    for (let n = 0; n < count; n++) {
      const read = await vault.get(`${name}:${n}`)
      if (read.kind !== 'found') missing.push(`${name}:${n}`)
    }
  }
  expect(missing).toEqual([])
})

test('a process killed while it holds the lock leaves no lock, and what it left is swept', {
  timeout: 60_000,
}, async () => {
  const vault = await open(file)
  await vault.set('secret:gone', 'feedfacefeedfacefeedfacefeedface')
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [script, file, 'loop', 'endless', 'false'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const gone = once(child, 'exit')
    setTimeout(() => child.kill('SIGKILL'), round)
    await gone
  }
  // As a kill between write and rename leaves it.
  writeFileSync(join(folder, `.vault.${randomUUID()}`), readFileSync(file))
  await vault.delete('secret:gone')
  expect(readdirSync(folder).sort()).toEqual(['.vault.lock', 'vault'])
  expect(await blobsThatOpen(folder, file, PASSPHRASE)).not.toContain('value:secret:gone')
})

test('a start and a stop sweep drafts, and nothing that is not one', async () => {
  const vault = await open(file)
  const draft = () => join(folder, `.vault.${randomUUID()}`)
  const strangers = ['.vault.backup', `.other.${randomUUID()}`, `.vault.${randomUUID()}.bak`]
  for (const name of strangers) writeFileSync(join(folder, name), '')
  const [first, second] = [draft(), draft()]
  writeFileSync(first, 'x')
  await open(file)
  expect(readdirSync(folder)).not.toContain(first)
  writeFileSync(second, 'x')
  await vault.close?.()
  expect(readdirSync(folder).sort()).toEqual(['.vault.lock', 'vault', ...strangers].sort())
})

test('through a link the file that it points to is written, and the link stays', async () => {
  const real = join(folder, 'elsewhere')
  mkdirSync(real)
  symlinkSync(join(real, 'vault'), file)
  // The first start makes what the link points to.
  await (await open(file)).set('a', '1')
  await (await open(file)).set('a', '2')
  expect(lstatSync(file).isSymbolicLink()).toBe(true)
  expect(readdirSync(real).sort()).toEqual(['.vault.lock', 'vault'])
  expect(await (await open(join(real, 'vault'))).get('a')).toEqual({ kind: 'found', value: '2' })
})

test('a vault that others could read is narrowed, and that is said', async () => {
  await open(file)
  chmodSync(file, 0o644)
  await open(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(notices).toEqual([{ code: 'vault-narrowed', file: 'vault' }])
})

test('a vault that is away for a while is an error with its code, and all there afterwards', async () => {
  const vault = await open(file)
  await vault.set('a', '1')
  renameSync(file, `${file}.away`)
  await expect(vault.get('a')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(vault.set('b', '2')).rejects.toMatchObject({ code: 'ENOENT' })
  renameSync(`${file}.away`, file)
  await vault.set('b', '2')
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '1' })
  expect(await vault.get('b')).toEqual({ kind: 'found', value: '2' })
})

test('a folder in its place, a pipe or an endless file is refused at once', async () => {
  mkdirSync(file)
  await expect(open(file)).rejects.toThrow(/EISDIR/)
})

test.skipIf(process.platform === 'win32').each([
  ['a pipe', (lock: string) => void execFileSync('mkfifo', [lock])],
  ['a folder', (lock: string) => mkdirSync(lock)],
  ['a link', (lock: string) => symlinkSync(join(folder, 'elsewhere'), lock)],
])('%s in the place of the lock is said at once, and what was in the vault is read', async (_, make) => {
  const vault = await open(file)
  await vault.set('a', '1')
  const lock = join(folder, `.${basename(file)}.lock`)
  rmSync(lock)
  make(lock)
  await expect(vault.set('a', '2')).rejects.toMatchObject({ code: 'ELOOP' })
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '1' })
})

test('a lock file that is damaged is no lock that anybody holds', async () => {
  const vault = await open(file)
  writeFileSync(join(folder, `.${basename(file)}.lock`), Buffer.alloc(5_000, 9))
  await vault.set('a', '2')
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '2' })
})
