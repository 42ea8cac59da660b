import { newKdf } from '#webhost/vault/vault-crypto.ts'

/** Cheap to guess, and to test with. */
export const cheapKdf = () => ({ ...newKdf(), N: 2 ** 14, r: 1 })
