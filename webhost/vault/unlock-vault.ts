import { basename } from 'node:path'
import type { Notice } from '#contract/host.ts'
import { fill } from '#i18n/fill.ts'
import { errorCode, exitCodes, StartError } from '#webhost/command-line/cli-errors.ts'
import { messages } from '#webhost/command-line/messages.ts'
import { deriveKey, type Kdf, newKdf, type Sealed, seal, sealedSchema, unseal } from './vault-crypto.ts'
import { lockFileOf, narrowRights, readVaultText, replaceVault, sweepDrafts } from './vault-disk.ts'
import { parseVault, printVault, type VaultContent } from './vault-format.ts'
import { withLock } from './vault-lock.ts'

/** Asks for the passphrase; `isNew`: of a vault that is yet to be made. */
export type AskPassphrase = (options: { isNew: boolean }) => Promise<string>

export interface UnlockOptions {
  askPassphrase: AskPassphrase
  makeKdf?: () => Kdf
  notice?: (notice: Notice) => void
}

/** A value is sealed under its name. The check's name cannot be a value's, since those all have a prefix. */
const CHECK_NAME = 'check'
const valueName = (key: string) => `value:${key}`

/** The key of the vault `file`, which is made where there is none. Throws `StartError`, which names `path` as it was asked for. */
export async function unlockVault(file: string, path: string, options: UnlockOptions): Promise<Buffer> {
  try {
    const existing = await readForStart(file, options)
    const passphrase = await options.askPassphrase({ isNew: !existing })
    if (!existing) return await makeVault(file, passphrase, options)
    const key = await openWith(passphrase, existing, file, options)
    // A folder that cannot be written is no reason not to read.
    await withLock(lockFileOf(file), () => sweepDrafts(file)).catch(() => {})
    return key
  } catch (error) {
    if (error instanceof StartError) throw error
    throw vaultError(messages.vault.unreadable, path, errorCode(error))
  }
}

/** Tells a right key from a wrong one. */
export function sealCheck(key: Buffer): Sealed {
  return seal(key, CHECK_NAME, '')
}

export function sealValue(key: Buffer, name: string, value: string): Sealed {
  return seal(key, valueName(name), value)
}

/** `undefined` where the sealed value is damaged, or another name's. */
export function openValue(key: Buffer, name: string, sealed: unknown): string | undefined {
  const { data } = sealedSchema.safeParse(sealed)
  return data && unseal(key, valueName(name), data)
}

function makeVault(file: string, passphrase: string, options: UnlockOptions): Promise<Buffer> {
  return withLock(lockFileOf(file), async () => {
    await sweepDrafts(file)
    // Another console may have made it meanwhile.
    const made = await readForStart(file, options)
    if (made) return openWith(passphrase, made, file, options)
    const kdf = (options.makeKdf ?? newKdf)()
    const key = await deriveKey(passphrase, kdf)
    await replaceVault(file, printVault({ kdf, check: sealCheck(key), values: new Map() }))
    return key
  })
}

const refusals = {
  newer: messages.vault.newer,
  damaged: messages.vault.damaged,
  'not-a-vault': messages.vault.notAVault,
}

async function readForStart(file: string, { notice }: UnlockOptions): Promise<VaultContent | undefined> {
  const text = await readVaultText(file)
  if (text === undefined) return undefined
  const parsed = parseVault(text)
  if (parsed.kind !== 'vault') throw vaultError(refusals[parsed.kind], file)
  const rights = await narrowRights(file)
  if (rights === 'foreign') throw vaultError(messages.vault.foreign, file)
  if (rights === 'narrowed') notice?.({ code: 'vault-narrowed', file: basename(file) })
  return parsed.content
}

/** The key is right when it opens the check, or any value where the check is damaged. What it does not open stays. */
async function openWith(
  passphrase: string,
  { kdf, check, values }: VaultContent,
  file: string,
  { notice }: UnlockOptions,
): Promise<Buffer> {
  const key = await deriveKey(passphrase, kdf)
  const entries = [...values].filter(([name, value]) => openValue(key, name, value) === undefined).length
  const isRight = (check && unseal(key, CHECK_NAME, check) !== undefined) || entries < values.size
  if (!isRight) throw vaultError(messages.vault.wrongPassphrase, file)
  // Nobody asks for a value whose name is damaged, so nothing else would say that it is lost.
  if (entries > 0) notice?.({ code: 'vault-entries-unreadable', file: basename(file), entries })
  return key
}

function vaultError(text: string, file: string, code = ''): StartError {
  const exitCode = text === messages.vault.wrongPassphrase ? exitCodes.passphrase : exitCodes.vault
  return new StartError(fill(text, { file, code }), exitCode)
}
