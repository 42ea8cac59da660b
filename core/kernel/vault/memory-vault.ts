import type { VaultView } from '#contract/host.ts'
import type { SecretVault } from './vault.ts'

type MemoryReason = Extract<VaultView, { kind: 'memory' }>['reason']

/** Forgets everything when the console ends; `reason` tells the person why. */
export function createMemoryVault(reason: MemoryReason): SecretVault {
  const values = new Map<string, string>()
  return {
    describe: () => ({ kind: 'memory', persists: false, reason }),
    async get(key) {
      const value = values.get(key)
      return value === undefined ? { kind: 'missing' } : { kind: 'found', value }
    },
    async set(key, value) {
      values.set(key, value)
    },
    async delete(key) {
      values.delete(key)
    },
  }
}
