import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

const MEBIBYTE = 2 ** 20

/** scrypt's cost: bounded, so that a changed file can neither make it cheap nor ask for all memory or time. */
export const kdfSchema = z
  .object({
    salt: z.base64().min(16),
    N: z
      .number()
      .int()
      .min(2 ** 14)
      .max(2 ** 18)
      .refine((cost) => Number.isInteger(Math.log2(cost)), 'a power of two'),
    r: z.number().int().min(1).max(16),
    p: z.number().int().min(1).max(4),
  })
  .refine(({ N, r }) => 128 * N * r <= 256 * MEBIBYTE, 'too much memory')
export type Kdf = z.infer<typeof kdfSchema>

/** One encrypted value; all parts base64. */
export const sealedSchema = z.object({ nonce: z.base64(), data: z.base64(), tag: z.base64() })
export type Sealed = z.infer<typeof sealedSchema>

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** OWASP's scrypt parameters: 128 MiB and a few tenths of a second for each guess. */
export function newKdf(): Kdf {
  return { salt: randomBytes(16).toString('base64'), N: 2 ** 17, r: 8, p: 1 }
}

export function deriveKey(passphrase: string, { salt, N, r, p }: Kdf): Promise<Buffer> {
  // The same passphrase typed on two systems may arrive composed differently.
  const typed = passphrase.normalize('NFKC')
  return promisify<string, Buffer, number, object, Buffer>(scrypt)(typed, Buffer.from(salt, 'base64'), KEY_BYTES, {
    N,
    r,
    p,
    maxmem: 256 * N * r * p,
  })
}

/** `name` is sealed in: a value moved under another name does not open. */
export function seal(key: Buffer, name: string, value: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return {
    nonce: nonce.toString('base64'),
    data: data.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** `undefined` when the key is another one or anything was changed. */
export function unseal(key: Buffer, name: string, { nonce, data, tag }: Sealed): string | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
