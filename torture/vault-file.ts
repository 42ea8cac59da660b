import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

// The format of `--vault` files, read and written here without the product's code: what it leaves in a file is opened as
// somebody would who has the passphrase.

export const PASSPHRASE = 'correct horse battery staple'
const sealedSchema = z.object({ nonce: z.string(), data: z.string(), tag: z.string() })
const vaultSchema = z.object({
  kdf: z.object({ salt: z.string(), N: z.number(), r: z.number(), p: z.number() }),
  values: z.record(z.string(), sealedSchema),
})
type Kdf = z.infer<typeof vaultSchema>['kdf']
type Sealed = z.infer<typeof sealedSchema>

const keys = new Map<string, Buffer>()

/** Deriving takes tenths of a second; the same key is asked for again and again. */
function keyOf(kdf: Kdf): Buffer {
  const name = JSON.stringify(kdf)
  const { salt, N, r, p } = kdf
  const key =
    keys.get(name) ?? scryptSync(PASSPHRASE, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r * p })
  keys.set(name, key)
  return key
}

/** An empty vault with the cheapest key that the console accepts, so that a start takes no longer than without one. */
export function makeVault(file: string): void {
  const kdf = { salt: randomBytes(16).toString('base64'), N: 2 ** 14, r: 8, p: 1 }
  const check = seal(keyOf(kdf), 'check', '')
  writeFileSync(file, JSON.stringify({ kind: 'mp-console-vault', version: 1, kdf, check, values: {} }), { mode: 0o600 })
}

/** All values of a vault file, or of a draft of one; `undefined` for what is none. */
export function openVault(file: string): Map<string, string> | undefined {
  const content = parse(readFileSync(file, 'utf8'))
  if (!content) return undefined
  const key = keyOf(content.kdf)
  const values = Object.entries(content.values).flatMap(([name, sealed]) => {
    const value = unseal(key, `value:${name}`, sealed)
    return value === undefined ? [] : [[name, value] as const]
  })
  return new Map(values)
}

function parse(text: string): z.infer<typeof vaultSchema> | undefined {
  try {
    return vaultSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function seal(key: Buffer, name: string, value: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return {
    nonce: nonce.toString('base64'),
    data: data.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

function unseal(key: Buffer, name: string, { nonce, data, tag }: Sealed): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
