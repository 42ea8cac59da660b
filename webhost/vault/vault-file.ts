import { basename } from 'node:path'
import type { Notice } from '#contract/host.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { fill } from '#i18n/fill.ts'
import { errorCode, exitCodes, StartError } from '#webhost/command-line/cli-errors.ts'
import { messages } from '#webhost/messages.ts'
import { deriveKey, type Kdf, newKdf, seal, sealedSchema, unseal } from './vault-crypto.ts'
import {
  lockFileOf,
  narrowRights,
  readVaultText,
  realVaultPath,
  replaceVault,
  setAside,
  sweepDrafts,
} from './vault-disk.ts'
import { type ParsedVault, parseVault, printVault, type VaultContent } from './vault-format.ts'
import { withLock } from './vault-lock.ts'

/** Its name cannot be a value's, which all have a prefix. */
const CHECK_NAME = 'check'
const valueName = (key: string) => `value:${key}`

/** How the passphrase is got; told whether it is for a vault yet to be made. */
export type AskPassphrase = (options: { isNew: boolean }) => Promise<string>

type Edit = (values: VaultContent['values']) => void

/**
 * Opens the encrypted vault file, or makes one. A file that is not a vault or does not open with the passphrase
 * is left as it was, and the start ends (`StartError`). What a damaged one has lost is set aside and told.
 */
export async function openVaultFile(
  path: string,
  askPassphrase: AskPassphrase,
  makeKdf: () => Kdf = newKdf,
  notice: (notice: Notice) => void = () => {},
): Promise<SecretVault> {
  const file = await realVaultPath(path)
  const locked = <T>(run: () => Promise<T>) => withLock(lockFileOf(file), run)
  const key = await open()
  await repair().catch(() => {
    // It is read all the same, and repaired by the next write.
  })

  async function open(): Promise<Buffer> {
    try {
      const existing = await readForStart(file, notice)
      const passphrase = await askPassphrase({ isNew: !existing })
      if (existing) {
        const opened = await openWith(passphrase, existing, file, notice)
        // A folder that cannot be written is no reason not to read.
        await locked(() => sweepDrafts(file)).catch(() => {})
        return opened
      }
      return await locked(async () => {
        await sweepDrafts(file)
        // Another console may have made it meanwhile.
        const made = await readForStart(file, notice)
        if (made) return openWith(passphrase, made, file, notice)
        const kdf = makeKdf()
        const fresh = await deriveKey(passphrase, kdf)
        const content = { kdf, check: seal(fresh, CHECK_NAME, ''), values: new Map() }
        await replaceVault(file, printVault(content))
        return fresh
      })
    } catch (error) {
      if (error instanceof StartError) throw error
      throw vaultError(messages.vault.unreadable, path, errorCode(error))
    }
  }

  /** The file is read anew each time: another console with the same vault may have written to it. */
  async function read(): Promise<Extract<ParsedVault, { kind: 'vault' }>> {
    const text = await readVaultText(file)
    if (text === undefined) throw Object.assign(new Error('the vault is gone'), { code: 'ENOENT' })
    const parsed = parseVault(text)
    if (parsed.kind !== 'vault') throw Object.assign(new Error(`the vault is ${parsed.kind}`), { code: 'EILSEQ' })
    return parsed
  }

  async function repair(): Promise<void> {
    if ((await read()).isDamaged) await apply([])
  }

  async function apply(edits: Edit[]): Promise<void> {
    await locked(async () => {
      await sweepDrafts(file)
      const { content, isDamaged, lost } = await read()
      if (isDamaged) await tellDamage(file, lost, notice)
      for (const edit of edits) edit(content.values)
      await replaceVault(file, printVault({ ...content, check: content.check ?? seal(key, CHECK_NAME, '') }))
    })
  }

  let waiting: Edit[] = []
  let round: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  /** What is asked while the file is being written goes into it together. */
  function change(edit: Edit): Promise<void> {
    waiting.push(edit)
    round ??= last.then(() => {
      const edits = waiting
      waiting = []
      round = undefined
      const done = apply(edits)
      last = done.catch(() => {})
      return done
    })
    return round
  }

  return {
    describe: () => ({ kind: 'file', persists: true }),
    async get(name) {
      await (round ?? last).catch(() => {})
      const { content } = await read()
      if (!content.values.has(name)) return { kind: 'missing' }
      const value = openValue(key, name, content.values.get(name))
      return value === undefined ? { kind: 'cannot-decrypt' } : { kind: 'found', value }
    },
    set: (name, value) => change((values) => void values.set(name, seal(key, valueName(name), value))),
    delete: (name) => change((values) => void values.delete(name)),
    async close() {
      await (round ?? last).catch(() => {})
      await locked(() => sweepDrafts(file))
    },
  }
}

const refusals = {
  newer: messages.vault.newer,
  damaged: messages.vault.damaged,
  'not-a-vault': messages.vault.notAVault,
}

async function readForStart(file: string, notice: (notice: Notice) => void): Promise<VaultContent | undefined> {
  const text = await readVaultText(file)
  if (text === undefined) return undefined
  const parsed = parseVault(text)
  if (parsed.kind !== 'vault') throw vaultError(refusals[parsed.kind], file)
  const rights = await narrowRights(file)
  if (rights === 'foreign') throw vaultError(messages.vault.foreign, file)
  if (rights === 'narrowed') notice({ code: 'vault-narrowed', file: basename(file) })
  return parsed.content
}

/** The key, when it opens the check; where that is damaged, any value. What it does not open is told, and stays. */
async function openWith(
  passphrase: string,
  { kdf, check, values }: VaultContent,
  file: string,
  notice: (notice: Notice) => void,
): Promise<Buffer> {
  const key = await deriveKey(passphrase, kdf)
  const entries = [...values].filter(([name, value]) => openValue(key, name, value) === undefined).length
  const isRight = (check && unseal(key, CHECK_NAME, check) !== undefined) || entries < values.size
  if (!isRight) throw vaultError(messages.vault.wrongPassphrase, file)
  // Nobody asks for one whose name is damaged, so that nothing else would say that it is lost.
  if (entries > 0) notice({ code: 'vault-entries-unreadable', file: basename(file), entries })
  return key
}

/** `undefined` where it is damaged, or another name's. */
function openValue(key: Buffer, name: string, value: unknown): string | undefined {
  const { data } = sealedSchema.safeParse(value)
  return data && unseal(key, valueName(name), data)
}

async function tellDamage(file: string, lost: string | undefined, notice: (notice: Notice) => void): Promise<void> {
  const name = basename(file)
  if (lost === undefined) return
  notice({ code: 'vault-repaired', file: name, keptAs: await setAside(file, lost) })
}

function vaultError(text: string, file: string, code = ''): StartError {
  const exitCode = text === messages.vault.wrongPassphrase ? exitCodes.passphrase : exitCodes.vault
  return new StartError(fill(text, { file, code }), exitCode)
}
