import { expect, test } from 'vitest'
import type { Origin } from '#contract/accounts.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import type { SecretVault, VaultRead } from '#core/kernel/vault/vault.ts'
import { tokenKeyOf } from '#core/model/account.ts'
import { createTestContext } from '#core/testing/test-context.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { openAccounts } from './index.ts'

const official: Origin = { kind: 'official', host: 'api.weixin.qq.com' }
const secret = '0123456789abcdef0123456789abcdef'
const basic = {
  label: 'Reading',
  appId: 'wx0123456789abcdef',
  appSecret: secret,
  tokenSource: { kind: 'wechat', family: 'stable' },
  origin: official,
} as const

/** Accounts over a state and a vault in memory; the same state for a restart. */
async function open(files: TestFiles = new Map(), vault: SecretVault = createMemoryVault('not-asked')) {
  const ports = createTestPorts({ vault }, files)
  const { service } = await openAccounts(createTestContext(ports), {
    notices: ports.notices,
    sandboxOrigin: () => 'http://127.0.0.1:1',
    sandboxCredential: async () => ({ appId: 'wx5a4db0c500000001', appSecret: 'e'.repeat(32) }),
  })
  return service
}

test('the state has everything but the secret; the credential has it', async () => {
  const files: TestFiles = new Map()
  const accounts = await open(files)
  const account = await accounts.add(basic)
  await expect.poll(() => files.get('accounts')).toContain(basic.appId)
  expect(files.get('accounts')).not.toContain(secret)
  expect(JSON.stringify(accounts.view(account))).not.toContain(secret)
  expect(accounts.view(account)).toMatchObject({ secret: 'held', dialledOrigin: 'https://api.weixin.qq.com' })
  expect(await accounts.credential(account)).toEqual({ appId: basic.appId, appSecret: secret })
})

test('a second entry with the same AppID is pointed out, on both', async () => {
  const accounts = await open()
  const one = await accounts.add(basic)
  const two = await accounts.add({ ...basic, label: '' })
  expect(accounts.view(two)).toMatchObject({ label: '', sameAppId: ['Reading'] })
  expect(accounts.view(one).sameAppId).toEqual([basic.appId])
  // One held token for both, another for another family.
  expect(tokenKeyOf(one)).toBe(tokenKeyOf(two))
  expect(
    tokenKeyOf(await accounts.update({ id: two.id, tokenSource: { kind: 'wechat', family: 'classic' } })),
  ).not.toBe(tokenKeyOf(one))
})

test.each([
  [{ kind: 'cannot-decrypt' }, true, 'cannot-decrypt'],
  [{ kind: 'missing' }, true, 'never-entered'],
  [{ kind: 'missing' }, false, 'memory-only'],
] as const)('a secret that is %j (the vault persists: %s) is needed: %s', async (read, persists, reason) => {
  const files: TestFiles = new Map()
  await (await open(files)).add(basic)
  await expect.poll(() => files.get('accounts')).toContain(basic.appId)
  const vault: SecretVault = {
    ...createMemoryVault('no-keyring'),
    describe: () => (persists ? { kind: 'keyring', persists } : { kind: 'memory', persists, reason: 'no-keyring' }),
    get: async (): Promise<VaultRead> => read,
  }
  const accounts = await open(files, vault)
  const [account] = accounts.all()
  if (!account) throw new Error('the account is gone')
  expect(accounts.view(account).secret).toBe(reason)
  await expect(accounts.credential(account)).rejects.toMatchObject({ problem: { code: 'secret-needed', reason } })
  await accounts.replaceSecret(account.id, secret)
  expect(accounts.view(account).secret).toBe('held')
})

test('a custom origin needs a confirmation that names it', async () => {
  const accounts = await open()
  const custom = { ...basic, origin: { kind: 'custom', url: 'Proxy.Example.com:8443/' } } as const
  const asked = { problem: { code: 'confirm-origin', origin: 'https://proxy.example.com:8443' } }
  await expect(accounts.add(custom)).rejects.toMatchObject(asked)
  await expect(accounts.add({ ...custom, confirmedOrigin: 'https://other.example.com' })).rejects.toMatchObject(asked)
  expect(accounts.all()).toEqual([])
  const account = await accounts.add({ ...custom, confirmedOrigin: 'https://proxy.example.com:8443' })
  expect(account.origin).toEqual({ kind: 'custom', url: 'https://proxy.example.com:8443' })

  // Editing something else does not ask again; moving on does.
  await accounts.update({ id: account.id, label: 'New', origin: account.origin })
  const move = (url: string) => accounts.update({ id: account.id, origin: { kind: 'custom', url } })
  await expect(move('https://b.example.com')).rejects.toThrow('confirm-origin')
  await expect(move('https://b.example.com/x')).rejects.toThrow('origin-invalid')
})

test('an official host typed as a custom origin is official', async () => {
  const accounts = await open()
  const account = await accounts.add({ ...basic, origin: { kind: 'custom', url: 'https://SH.api.weixin.qq.com' } })
  expect(account.origin).toEqual({ kind: 'official', host: 'sh.api.weixin.qq.com' })
})

test('removing wipes the secret', async () => {
  const vault = createMemoryVault('not-asked')
  const accounts = await open(new Map(), vault)
  const account = await accounts.add(basic)
  await accounts.remove(account.id, { withExchanges: false })
  expect(accounts.all()).toEqual([])
  expect(await vault.get(`secret:${account.id}`)).toEqual({ kind: 'missing' })
  expect(() => accounts.get(account.id)).toThrow('account-not-found')
})

test('there is one sandbox account; it stays where it is and stores no secret', async () => {
  const files: TestFiles = new Map()
  const accounts = await open(files)
  const account = await accounts.useSandbox()
  expect((await accounts.useSandbox()).id).toBe(account.id)
  const changed = await accounts.update({
    id: account.id,
    appId: 'wxffffffffffffffff',
    origin: official,
    tokenSource: { kind: 'wechat', family: 'classic' },
  })
  expect(changed).toMatchObject({
    appId: 'wx5a4db0c500000001',
    origin: { kind: 'sandbox' },
    tokenSource: { kind: 'wechat', family: 'classic' },
  })
  await expect.poll(() => files.get('accounts')).toContain('classic')
  expect(files.get('accounts')).not.toContain('e'.repeat(32))
  expect((await accounts.credential(changed)).appSecret).toBe('e'.repeat(32))
})

test('a file of version 1, which had families, opens with its sources and keys', async () => {
  const file =
    '{"version":1,"data":{"accounts":[{"id":"a","label":"Reading","appId":"wx0123456789abcdef","family":"stable","renewal":"keep-alive","origin":{"kind":"official","host":"api.weixin.qq.com"},"proxy":{"kind":"none"},"ipRefresh":"daily"},{"id":"b","label":"","appId":"wx0123456789abcdef","family":"classic","renewal":"off","origin":{"kind":"custom","url":"https://gateway.example"},"proxy":{"kind":"none"},"ipRefresh":"off"},{"id":"c","label":"","appId":"wx0123456789abcdef","family":"pasted","renewal":"off","origin":{"kind":"sandbox"},"proxy":{"kind":"none"},"ipRefresh":"off"}]}}'
  const accounts = (await open(new Map([['accounts', file]]))).all()
  expect(accounts.map(({ tokenSource }) => tokenSource)).toEqual([
    { kind: 'wechat', family: 'stable' },
    { kind: 'wechat', family: 'classic' },
    { kind: 'pasted' },
  ])
  expect(accounts[0]).toMatchObject({ label: 'Reading', renewal: 'keep-alive', ipRefresh: 'daily' })
  expect(accounts[0]).not.toHaveProperty('family')
  expect(accounts.map(tokenKeyOf)).toEqual([
    'token:stable:wx0123456789abcdef@api.weixin.qq.com',
    'token:classic:wx0123456789abcdef@https://gateway.example',
    'token:pasted:wx0123456789abcdef@sandbox',
  ])
})
