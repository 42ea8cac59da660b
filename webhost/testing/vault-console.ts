import { join } from 'node:path'
import { createApp } from '#core/app.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { openStore } from '#core/store/open-store.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import { newKdf } from '#webhost/vault/vault-crypto.ts'
import { openVaultFile } from '#webhost/vault/vault-file.ts'

/** A console on the real files of a folder: state, SQLite, encrypted vault (with a key that is cheap to derive). */
export async function openVaultConsole(folder: string) {
  const vault = await openVaultFile(
    join(folder, 'vault'),
    async () => 'a passphrase',
    () => ({ ...newKdf(), N: 2 ** 14, r: 1 }),
  )
  const store = await openStore(folder)
  const app = await createApp(createTestPorts({ vault, store, stateFile: (name) => openStateFile(folder, name) }))
  return { app, store }
}
