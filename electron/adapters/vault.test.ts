import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { openState } from '#core/kernel/state/versioned-state.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { type Keyring, openVault, type VaultOptions, vaultSpec } from './vault.ts'

const SECRET = 'aaaabbbbccccddddeeeeffff00001111'
const log = { info() {}, warn() {}, error() {} }

/** What Electron's does, under a key of the test's own. */
class TestKeyring implements Keyring {
  key = randomBytes(32)
  available = true
  backend: ReturnType<Keyring['getSelectedStorageBackend']> = 'gnome_libsecret'
  rotated = false
  delays: Promise<void>[] = []

  getSelectedStorageBackend = () => this.backend
  isAsyncEncryptionAvailable = async () => this.available
  encryptStringAsync = async (text: string) => {
    await this.delays.shift()
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce)
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }
  decryptStringAsync = async (sealed: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(-16))
    const result = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: this.rotated }
  }
}

let folder: string
let keyring: TestKeyring
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  keyring = new TestKeyring()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As a start of the console would open it. */
async function start(options: Partial<VaultOptions> = {}) {
  const state = await openState(vaultSpec, {
    stateFile: (name) => openStateFile(folder, name),
    log,
    saving: createSaving(createFakeClock(), log),
    notice() {},
    readOnly: false,
  })
  return openVault({ keyring, state, platform: 'linux', isRoot: false, log, ...options })
}
const onDisk = () => readFileSync(join(folder, 'vault.json'), 'utf8')

test('a secret is there after a restart, and nowhere in clear text', async () => {
  const vault = await start()
  expect(vault.describe()).toEqual({ kind: 'keyring', persists: true })
  expect(await vault.get('a')).toEqual({ kind: 'missing' })
  await vault.set('a', SECRET)
  expect(onDisk()).not.toContain(SECRET)
  expect(onDisk()).not.toContain(Buffer.from(SECRET).toString('base64'))
  const again = await start()
  expect(await again.get('a')).toEqual({ kind: 'found', value: SECRET })
  await again.delete('a')
  expect(await (await start()).get('a')).toEqual({ kind: 'missing' })
})

test('what cannot be decrypted now is kept, and read again when it can', async () => {
  await (await start()).set('a', SECRET)
  const { key } = keyring
  keyring.key = randomBytes(32)
  const vault = await start()
  expect(await vault.get('a')).toEqual({ kind: 'cannot-decrypt' })
  await vault.set('b', 'another')
  keyring.key = key
  expect(await (await start()).get('a')).toEqual({ kind: 'found', value: SECRET })
})

test.each([7, null, { a: 1 }, 'not base64 …', 'AAAA'])('a damaged entry (%j) costs one entry', async (damaged) => {
  const before = await start()
  await before.set('a', SECRET)
  await before.set('b', 'other')
  const content = JSON.parse(onDisk())
  content.data.a = damaged
  writeFileSync(join(folder, 'vault.json'), JSON.stringify(content))
  const vault = await start()
  expect(await vault.get('a')).toEqual({ kind: 'cannot-decrypt' })
  expect(await vault.get('b')).toEqual({ kind: 'found', value: 'other' })
  await vault.set('c', 'more')
  expect(JSON.parse(onDisk()).data.a).toEqual(damaged)
})

test('the last of several writes wins, however long each takes to encrypt', async () => {
  const vault = await start()
  const slow = Promise.withResolvers<void>()
  keyring.delays = [slow.promise]
  const first = vault.set('a', 'first')
  const second = vault.set('a', 'second')
  const other = vault.set('b', 'other')
  const removed = vault.delete('b')
  slow.resolve()
  await Promise.all([first, second, other, removed])
  const again = await start()
  expect(await again.get('a')).toEqual({ kind: 'found', value: 'second' })
  expect(await again.get('b')).toEqual({ kind: 'missing' })
})

test('a secret under an old key is sealed anew', async () => {
  await (await start()).set('a', SECRET)
  const before = onDisk()
  keyring.rotated = true
  expect(await (await start()).get('a')).toEqual({ kind: 'found', value: SECRET })
  expect(onDisk()).not.toBe(before)
  keyring.rotated = false
  expect(await (await start()).get('a')).toEqual({ kind: 'found', value: SECRET })
})

test('a failed encryption is the writer’s to know, and the next write works', async () => {
  const vault = await start()
  keyring.delays = [Promise.reject(new Error('locked'))]
  await expect(vault.set('a', SECRET)).rejects.toThrow('locked')
  await vault.set('a', SECRET)
  expect(await vault.get('a')).toEqual({ kind: 'found', value: SECRET })
})

test.each([
  ['basic_text', true, 'linux', false, 'basic-text'],
  ['basic_text', false, 'linux', true, 'root'],
  ['gnome_libsecret', false, 'linux', false, 'no-keyring'],
  ['kwallet6', false, 'linux', true, 'root'],
  ['basic_text', false, 'darwin', false, 'no-keyring'],
] as const)(
  'backend %s, available %s, on %s, root %s: memory only, because %s',
  async (backend, available, platform, isRoot, reason) => {
    Object.assign(keyring, { backend, available })
    const vault = await start({ platform, isRoot })
    expect(vault.describe()).toEqual({ kind: 'memory', persists: false, reason })
    await vault.set('a', SECRET)
    expect(await vault.get('a')).toEqual({ kind: 'found', value: SECRET })
    expect(await (await start({ platform, isRoot })).get('a')).toEqual({ kind: 'missing' })
  },
)

test('root with a keyring uses it', async () => {
  expect((await start({ isRoot: true })).describe()).toEqual({ kind: 'keyring', persists: true })
})

test('a day without a keyring keeps what was sealed, unless it is deleted', async () => {
  const before = await start()
  await before.set('a', SECRET)
  await before.set('b', SECRET)
  keyring.available = false
  const without = await start()
  expect(await without.get('a')).toEqual({ kind: 'cannot-decrypt' })
  await without.set('a', 'typed again')
  expect(await without.get('a')).toEqual({ kind: 'found', value: 'typed again' })
  await without.delete('b')
  keyring.available = true
  const after = await start()
  expect(await after.get('a')).toEqual({ kind: 'found', value: SECRET })
  expect(await after.get('b')).toEqual({ kind: 'missing' })
})
