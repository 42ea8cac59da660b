import { join } from 'node:path'
import { call } from '@orpc/server'
import { type ConsoleApp, createApp } from '#core/app.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { openStore } from '#core/store/open-store.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import { openVaultFile } from '#webhost/vault/vault-file.ts'
import { cheapKdf } from './cheap-kdf.ts'

/** A console on the real files of a folder: state, SQLite, encrypted vault (with a key that is cheap to derive). */
export async function openVaultConsole(folder: string) {
  const vault = await openVaultFile(join(folder, 'vault'), {
    askPassphrase: async () => 'a passphrase',
    makeKdf: cheapKdf,
  })
  const store = await openStore(folder)
  const app = await createApp(createTestPorts({ vault, store, stateFile: (name) => openStateFile(folder, name) }))
  return { app, store }
}

/** The id of the one account there is in a console, made where there is none. */
export async function accountAt({ router, chosen }: ConsoleApp, origin: string, family: string): Promise<string> {
  const { id } =
    chosen.current()?.account ??
    (await call(router.accounts.add, {
      label: '',
      appId: 'wx0123456789abcdef',
      appSecret: 'feedfacefeedfacefeedfacefeedface',
      tokenSource: { kind: 'wechat', family: family === 'classic' ? 'classic' : 'stable' },
      origin: { kind: 'custom', url: origin },
      confirmedOrigin: origin,
    }))
  await call(router.settings.update, { lastAccountId: id })
  return id
}
