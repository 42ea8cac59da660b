import { basename } from 'node:path'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { openValue, sealCheck, sealValue, type UnlockOptions, unlockVault } from './unlock-vault.ts'
import { lockFileOf, readVaultText, realVaultPath, replaceVault, setAside, sweepDrafts } from './vault-disk.ts'
import { type ParsedVault, parseVault, printVault, type VaultContent } from './vault-format.ts'
import { withLock } from './vault-lock.ts'

type Edit = (values: VaultContent['values']) => void

/**
 * Opens the encrypted vault file, or makes one. A file that is not a vault or does not open with the passphrase
 * is left as it was, and the start ends (`StartError`). What a damaged one has lost is set aside, with a notice.
 */
export async function openVaultFile(path: string, options: UnlockOptions): Promise<SecretVault> {
  const file = await realVaultPath(path)
  const locked = <T>(run: () => Promise<T>) => withLock(lockFileOf(file), run)
  const key = await unlockVault(file, path, options)
  await repair().catch(() => {
    // It is read all the same, and repaired by the next write.
  })

  async function repair(): Promise<void> {
    if ((await read(file)).isDamaged) await apply([])
  }

  async function apply(edits: Edit[]): Promise<void> {
    await locked(async () => {
      await sweepDrafts(file)
      const { content, isDamaged, lost } = await read(file)
      if (isDamaged && lost !== undefined) {
        options.notice?.({ code: 'vault-repaired', file: basename(file), keptAs: await setAside(file, lost) })
      }
      for (const edit of edits) edit(content.values)
      await replaceVault(file, printVault({ ...content, check: content.check ?? sealCheck(key) }))
    })
  }

  const edits = createBatches(apply)
  return {
    describe: () => ({ kind: 'file', persists: true }),
    async get(name) {
      await edits.applied()
      const { content } = await read(file)
      if (!content.values.has(name)) return { kind: 'missing' }
      const value = openValue(key, name, content.values.get(name))
      return value === undefined ? { kind: 'cannot-decrypt' } : { kind: 'found', value }
    },
    set: (name, value) => edits.add((values) => void values.set(name, sealValue(key, name, value))),
    delete: (name) => edits.add((values) => void values.delete(name)),
    async close() {
      await edits.applied()
      await locked(() => sweepDrafts(file))
    },
  }
}

/** The file is read anew each time: another console with the same vault may have written to it. */
async function read(file: string): Promise<Extract<ParsedVault, { kind: 'vault' }>> {
  const text = await readVaultText(file)
  if (text === undefined) throw Object.assign(new Error('the vault is gone'), { code: 'ENOENT' })
  const parsed = parseVault(text)
  if (parsed.kind !== 'vault') throw Object.assign(new Error(`the vault is ${parsed.kind}`), { code: 'EILSEQ' })
  return parsed
}

/** Applies edits one batch after another: those that come while the file is being written go into it together. */
function createBatches(apply: (edits: Edit[]) => Promise<void>) {
  let waiting: Edit[] = []
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  return {
    /** Resolves when the batch of this edit is written. */
    add(edit: Edit): Promise<void> {
      waiting.push(edit)
      next ??= last.then(() => {
        const edits = waiting
        waiting = []
        next = undefined
        const done = apply(edits)
        last = done.catch(() => {})
        return done
      })
      return next
    },
    /** Resolves when everything added so far was tried. */
    applied: () => (next ?? last).catch(() => {}),
  }
}
