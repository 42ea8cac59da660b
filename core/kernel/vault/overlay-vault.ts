import type { SecretVault, VaultRead } from './vault.ts'

/** Reads through to `vault` and writes to memory only: for a folder that another console owns. */
export function createOverlayVault(vault: SecretVault): SecretVault {
  const written = new Map<string, VaultRead>()
  return {
    describe: () => vault.describe(),
    get: async (key) => written.get(key) ?? vault.get(key),
    async set(key, value) {
      written.set(key, { kind: 'found', value })
    },
    async delete(key) {
      written.set(key, { kind: 'missing' })
    },
  }
}
