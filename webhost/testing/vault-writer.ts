import { openVaultFile } from '#webhost/vault/vault-file.ts'
import { cheapKdf } from './cheap-kdf.ts'

/** Sets values of its own in a vault: `file name count|endless together`. */
const [file = '', name = '', count = '', together = ''] = process.argv.slice(2)
const vault = await openVaultFile(file, { askPassphrase: async () => 'correct horse', makeKdf: cheapKdf })
const most = count === 'endless' ? Number.POSITIVE_INFINITY : Number(count)
if (together === 'true') {
  await Promise.all(Array.from({ length: most }, (_, n) => vault.set(`${name}:${n}`, String(n))))
} else {
  for (let n = 0; n < most; n++) {
    await vault.set(`${name}:${n % 100}`, String(n))
    if (n === 0) process.stdout.write('writing\n')
  }
}
