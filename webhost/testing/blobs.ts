import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveKey, unseal } from '#webhost/vault/vault-crypto.ts'
import { parseVault } from '#webhost/vault/vault-format.ts'

const SEALED = /"nonce"\s*:\s*"([^"]*)"\s*,\s*"data"\s*:\s*"([^"]*)"\s*,\s*"tag"\s*:\s*"([^"]*)"/g
const NAME = /"((?:secret|token|proxy|loop)[^"]*)"/g

/** The names under which anything that looks sealed, in any file of a folder, opens with the vault's passphrase. */
export async function blobsThatOpen(folder: string, vaultFile: string, passphrase: string): Promise<string[]> {
  const parsed = parseVault(readFileSync(vaultFile, 'utf8'))
  if (parsed.kind !== 'vault') throw new Error(parsed.kind)
  const key = await deriveKey(passphrase, parsed.content.kdf)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  const names = new Set(texts.flatMap((text) => [...text.matchAll(NAME)].map(([, name]) => `value:${name}`)))
  names.add('value:secret:gone')
  const opened: string[] = []
  for (const text of texts) {
    for (const [, nonce = '', data = '', tag = ''] of text.matchAll(SEALED)) {
      const name = [...names].find((one) => unseal(key, one, { nonce, data, tag }) !== undefined)
      if (name) opened.push(name)
    }
  }
  return opened
}
