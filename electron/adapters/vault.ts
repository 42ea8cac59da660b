import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { Log } from '#core/kernel/log/log.ts'
import { salvageRecord } from '#core/kernel/state/salvage-text.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'

/** What is used of Electron's `safeStorage`; its synchronous calls are deprecated. */
export type Keyring = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** Encrypted values by key, base64. A damaged value is kept as it is, and costs no other. */
type Sealed = Record<string, unknown>

export const vaultSpec: StateSpec<Sealed> = {
  name: 'vault',
  version: 1,
  schema: z.record(z.string(), z.unknown()),
  initial: {},
  salvage: salvageRecord(z.base64()),
}

export interface VaultOptions {
  keyring: Keyring
  state: State<Sealed>
  platform: NodeJS.Platform
  isRoot: boolean
  log: Log
}

/** A vault under the key of the system's keyring, or in memory, with the reason, where there is no keyring to rely on. */
export async function openVault(options: VaultOptions): Promise<SecretVault> {
  const reason = await whyMemoryOnly(options)
  if (!reason) return createKeyringVault(options)
  options.log.warn('no keyring, secrets are kept in memory only', { reason })
  return keepingSealed(createMemoryVault(reason), options.state)
}

/**
 * On Linux Chromium falls back to a password that is the same everywhere (`basic_text`): that is no protection.
 * Root has no desktop session and so no keyring, which is a reason of its own.
 */
async function whyMemoryOnly({
  keyring,
  platform,
  isRoot,
}: VaultOptions): Promise<'root' | 'basic-text' | 'no-keyring' | undefined> {
  if (platform === 'linux' && keyring.getSelectedStorageBackend() === 'basic_text')
    return isRoot ? 'root' : 'basic-text'
  if (await keyring.isAsyncEncryptionAvailable()) return undefined
  return platform === 'linux' && isRoot ? 'root' : 'no-keyring'
}

function createKeyringVault({ keyring, state, log }: VaultOptions): SecretVault {
  let last: Promise<unknown> = Promise.resolve()
  /** Runs calls one at a time and in order: encryption is asynchronous, and the value that was set last must win. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  async function seal(key: string, value: string): Promise<void> {
    const sealed = await keyring.encryptStringAsync(value)
    state.set({ ...state.get(), [key]: sealed.toString('base64') })
    await state.flushed()
  }

  return {
    describe: () => ({ kind: 'keyring', persists: true }),
    get: (key) =>
      inOrder(async () => {
        const sealed = sealedOf(state, key)
        if (sealed === undefined) return { kind: 'missing' }
        if (typeof sealed !== 'string') return { kind: 'cannot-decrypt' }
        let opened: Awaited<ReturnType<Keyring['decryptStringAsync']>>
        try {
          opened = await keyring.decryptStringAsync(Buffer.from(sealed, 'base64'))
        } catch {
          // The keyring may be locked, or be another one today; the value is kept until it can be read again.
          return { kind: 'cannot-decrypt' }
        }
        if (opened.shouldReEncrypt) {
          await seal(key, opened.result).catch(() => log.warn('a secret was not sealed anew'))
        }
        return { kind: 'found', value: opened.result }
      }),
    set: (key, value) => inOrder(() => seal(key, value)),
    delete: (key) => inOrder(() => forget(state, key)),
  }
}

/** Keeps what a keyring sealed earlier: those values are `cannot-decrypt` for as long as there is no keyring. */
function keepingSealed(memory: SecretVault, state: State<Sealed>): SecretVault {
  return {
    ...memory,
    async get(key) {
      const read = await memory.get(key)
      return read.kind === 'missing' && sealedOf(state, key) !== undefined ? { kind: 'cannot-decrypt' } : read
    },
    async delete(key) {
      await memory.delete(key)
      await forget(state, key)
    },
  }
}

function sealedOf(state: State<Sealed>, key: string): unknown {
  return Object.hasOwn(state.get(), key) ? state.get()[key] : undefined
}

async function forget(state: State<Sealed>, key: string): Promise<void> {
  const { [key]: _, ...others } = state.get()
  state.set(others)
  await state.flushed()
}
