import { call, isDefinedError } from '@orpc/server'
import { createApp } from '#core/app.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { type TrialContext, textOf } from '#torture/trial.ts'

const codes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO']

/** Where no small disk can be made: a store, a vault and files that cannot be written. */
export async function failingPorts({ tally }: TrialContext): Promise<void> {
  const { check } = tally('full disk: ports that fail', codes.length)
  for (const code of codes) await check(code, () => withFailing(code))
}

async function withFailing(code: string): Promise<string[]> {
  let fails = false
  const refuse = async () => {
    if (fails) throw Object.assign(new Error(`${code}: no`), { code })
  }
  const files: TestFiles = new Map()
  const plain = createTestPorts({}, files)
  const store = createMemoryStore([])
  const vault = createMemoryVault('not-asked')
  const sandbox = await startSandbox({})
  const app = await createApp({
    ...plain,
    store: {
      ...store,
      exchanges: { ...store.exchanges, put: (...given) => refuse().then(() => store.exchanges.put(...given)) },
      ipLists: { ...store.ipLists, put: (...given) => refuse().then(() => store.ipLists.put(...given)) },
      timeline: { ...store.timeline, add: (...given) => refuse().then(() => store.timeline.add(...given)) },
    },
    vault: { ...vault, set: (...given) => refuse().then(() => vault.set(...given)) },
    stateFile(name) {
      const file = plain.stateFile(name)
      return { ...file, write: (value) => refuse().then(() => file.write(value)) }
    },
  })
  try {
    const { router } = app
    const { origin, appId, appSecret } = sandbox
    const account = {
      label: '',
      tokenSource: { kind: 'wechat', family: 'stable' },
      origin: { kind: 'custom', url: origin },
      confirmedOrigin: origin,
    } as const
    const { id: accountId } = await call(router.accounts.add, { ...account, appId, appSecret })
    fails = true
    const calls = [
      () => call(router.accounts.replaceSecret, { id: accountId, appSecret }),
      () => call(router.accounts.add, { ...account, appId: 'wx0123456789abcdef', appSecret: 'f'.repeat(32) }),
      () => call(router.token.fetch, { accountId }),
      () => call(router.ipList.fetch, { accountId }),
      () => call(router.settings.update, { maxExchanges: 777 }),
      () => call(router.accounts.update, { id: accountId, label: 'after' }),
    ]
    const wrong: string[] = []
    for (const each of calls) {
      await each().catch((error: unknown) => {
        if (!isDefinedError(error)) wrong.push(textOf(error))
      })
    }
    fails = false
    await app.close()
    const written = files.get('settings') ?? ''
    return written.includes('777') ? wrong : [...wrong, 'the setting was not written at the stop']
  } finally {
    await sandbox.close()
  }
}
