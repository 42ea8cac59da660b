import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { fill } from '../../contract/pure/texts/fill.ts'
import type { SecretVault } from '../../core/ports.ts'
import { exitCodes } from '../exit-codes.ts'
import { errorCode, StartError } from '../start-error.ts'
import { words } from '../words.ts'
import { deriveKey, type Kdf, kdfSchema, newKdf, seal, sealedSchema, unseal } from './vault-crypto.ts'

const VERSION = 1
/** Opens with the right key only; its name cannot be a value's, which all have a prefix. */
const CHECK_NAME = 'check'
const valueName = (key: string) => `value:${key}`

const vaultSchema = z.object({
  kind: z.literal('mp-console-vault'),
  version: z.literal(VERSION),
  kdf: kdfSchema,
  check: sealedSchema,
  values: z.record(z.string(), sealedSchema),
})
type VaultContent = z.infer<typeof vaultSchema>
const newerSchema = z.object({ kind: z.literal('mp-console-vault'), version: z.number().gt(VERSION) })

/** How the passphrase is got; told whether it is for a vault yet to be made. */
export type AskPassphrase = (options: { isNew: boolean }) => Promise<string>

/**
 * Opens the encrypted vault file, or makes one. A file that is not a vault or does not open with the passphrase
 * is left as it was, and the start ends.
 */
export async function openVaultFile(
  file: string,
  askPassphrase: AskPassphrase,
  makeKdf: () => Kdf = newKdf,
): Promise<SecretVault> {
  const existing = await readVault(file)
  const passphrase = await askPassphrase({ isNew: !existing })
  const kdf = existing?.kdf ?? makeKdf()
  const key = await deriveKey(passphrase, kdf)

  if (!existing) {
    const empty = {
      kind: 'mp-console-vault',
      version: VERSION,
      kdf,
      check: seal(key, CHECK_NAME, ''),
      values: {},
    } as const
    await writeVault(file, empty)
  } else if (unseal(key, CHECK_NAME, existing.check) === undefined) {
    throw vaultError(words.vault.wrongPassphrase, file)
  }

  // The file is read anew each time: another console with the same vault may have written to it.
  const read = async () => {
    const content = await readVault(file)
    if (!content) throw vaultError(words.vault.unreadable, file, 'ENOENT')
    return content
  }
  let changing: Promise<void> = Promise.resolve()
  const change = (edit: (values: VaultContent['values']) => void) => {
    const done = changing.then(async () => {
      const content = await read()
      edit(content.values)
      await writeVault(file, content)
    })
    changing = done.catch(() => {})
    return done
  }

  return {
    describe: () => ({ kind: 'file', persists: true }),
    async get(name) {
      await changing
      const { values } = await read()
      const sealed = Object.hasOwn(values, name) ? values[name] : undefined
      if (!sealed) return { kind: 'missing' }
      const value = unseal(key, valueName(name), sealed)
      return value === undefined ? { kind: 'cannot-decrypt' } : { kind: 'found', value }
    },
    set: (name, value) =>
      change((values) => {
        values[name] = seal(key, valueName(name), value)
      }),
    delete: (name) =>
      change((values) => {
        delete values[name]
      }),
  }
}

async function readVault(file: string): Promise<VaultContent | undefined> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    if (error instanceof SyntaxError) throw vaultError(words.vault.notAVault, file)
    throw vaultError(words.vault.unreadable, file, errorCode(error))
  }
  if (newerSchema.safeParse(content).success) throw vaultError(words.vault.newer, file)
  const parsed = vaultSchema.safeParse(content)
  if (!parsed.success) throw vaultError(words.vault.notAVault, file)
  return parsed.data
}

/** Whole and atomically: a crash leaves the old file or the new one. */
async function writeVault(file: string, content: VaultContent): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`)
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw vaultError(words.vault.unreadable, file, errorCode(error))
  }
}

function vaultError(text: string, file: string, code = ''): StartError {
  const exitCode = text === words.vault.wrongPassphrase ? exitCodes.passphrase : exitCodes.vault
  return new StartError(fill(text, { file, code }), exitCode)
}
