import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { beforeAll, expect, onTestFinished } from 'vitest'
import type { Notice } from '#contract/host.ts'
import { StartError } from '#webhost/command-line/cli-errors.ts'
import { cheapKdf } from '#webhost/testing/cheap-kdf.ts'
import { openVaultFile } from './vault-file.ts'

const NAMES = ['secret:1', 'token:stable:wx1@h', 'secret:2', 'proxy:1']
const textOf = (name: string) => `value of ${name}`
const ask = async () => 'correct horse'

let whole: Buffer
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-whole-'))
  const vault = await openVaultFile(join(folder, 'vault'), { askPassphrase: ask, makeKdf: cheapKdf })
  for (const name of NAMES) await vault.set(name, textOf(name))
  whole = readFileSync(join(folder, 'vault'))
  rmSync(folder, { recursive: true })
})

/** Opens a vault of these bytes. */
async function openDamaged(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'vault-damaged-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'vault')
  writeFileSync(file, bytes, { mode: 0o600 })
  const notices: Notice[] = []
  const opened = await openVaultFile(file, {
    askPassphrase: ask,
    makeKdf: cheapKdf,
    notice: (notice) => notices.push(notice),
  }).catch((error: unknown) => error)
  return { folder, file, notices, opened }
}

async function readable(vault: Awaited<ReturnType<typeof openVaultFile>>): Promise<string[]> {
  const reads = await Promise.all(NAMES.map(async (name) => ({ name, read: await vault.get(name) })))
  for (const { name, read } of reads) if (read.kind === 'found') expect(read.value).toBe(textOf(name))
  return reads.filter(({ read }) => read.kind === 'found').map(({ name }) => name)
}

test.prop([fc.nat(), fc.nat({ max: 7 })], { seed: 20_260_101, numRuns: 150 })(
  'one flipped bit costs one value at most, or the vault is refused by name and left as it was',
  async (at, bit) => {
    const bytes = Buffer.from(whole)
    const place = at % bytes.length
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
    const { folder, file, notices, opened } = await openDamaged(bytes)
    const header = whole.indexOf('"values"')
    if (opened instanceof Error) {
      expect(opened).toBeInstanceOf(StartError)
      expect(opened.message).toContain(file)
      // Only what every value depends on.
      expect(place).toBeLessThan(header)
      expect(readFileSync(file).equals(bytes)).toBe(true)
      return
    }
    const vault = opened as Awaited<ReturnType<typeof openVaultFile>>
    const before = await readable(vault)
    expect(before.length).toBeGreaterThanOrEqual(NAMES.length - 1)
    await vault.set('one more', 'x')
    expect(await readable(vault)).toEqual(before)
    const kept = readdirSync(folder).filter((name) => name.startsWith('vault.damaged'))
    const repaired = notices.filter(({ code }) => code === 'vault-repaired')
    expect(repaired).toEqual(kept.map((keptAs) => ({ code: 'vault-repaired', file: 'vault', keptAs })))
    if (before.length < NAMES.length) expect(notices, 'a lost value is told').not.toEqual([])
    // What is set aside holds no value that can still be read, so that one removed later is gone.
    for (const name of kept) expect(readFileSync(join(folder, name), 'utf8').length).toBeLessThan(whole.length / 2)
  },
)

test.each([
  ['its name', (text: string) => text.replace('"secret:1"', '"secreu:1"'), 1],
  ['its name, so that the file is no JSON', (text: string) => text.replace('"secret:1"', '"se"ret:1"'), 1],
  ['the kind of two', (text: string) => text.replace('"secret:1"', '"secret:9"').replace('"proxy:1"', '"prozy:1"'), 2],
  ['a field of it', (text: string) => text.replace(/"nonce"(?=[^}]*\}\s*\}\s*\}\s*$)/, '"noncd"'), 1],
  ['nothing', (text: string) => text, 0],
])(
  'of an entry, %s is damaged: told at every start as long as it is in the file, where it stays',
  async (_, harm, entries) => {
    const { file, notices, opened } = await openDamaged(Buffer.from(harm(whole.toString())))
    const told = entries > 0 ? [{ code: 'vault-entries-unreadable', file: 'vault', entries }] : []
    expect(notices).toEqual(told)
    const vault = opened as Awaited<ReturnType<typeof openVaultFile>>
    expect(await readable(vault)).toHaveLength(NAMES.length - entries)
    await vault.set('secret:1', textOf('secret:1'))
    await vault.set('one more', 'x')
    const again: Notice[] = []
    await openVaultFile(file, { askPassphrase: ask, makeKdf: cheapKdf, notice: (notice) => again.push(notice) })
    expect(again).toEqual(told)
  },
)

test.prop([fc.nat()], { seed: 20_260_101, numRuns: 60 })(
  'a vault that was cut off has the values before the cut, or is refused by name',
  async (at) => {
    const length = at % whole.length
    const { opened } = await openDamaged(whole.subarray(0, length))
    if (opened instanceof Error) return void expect(opened).toBeInstanceOf(StartError)
    const vault = opened as Awaited<ReturnType<typeof openVaultFile>>
    const text = whole.toString()
    const complete = NAMES.filter((name) => text.indexOf('"tag"', text.indexOf(`"${name}"`)) + 40 < length)
    expect(await readable(vault)).toEqual(expect.arrayContaining(complete))
  },
)

test.each([
  ['N that is no power of two', (text: string) => text.replace('"N": 16384', '"N": 16385')],
  ['N that costs nothing', (text: string) => text.replace('"N": 16384', '"N": 2')],
  ['N that takes all memory', (text: string) => text.replace('"N": 16384', '"N": 1048576')],
  ['r and p that take minutes', (text: string) => text.replace('"r": 1', '"r": 16').replace('"p": 1', '"p": 16')],
  ['a fraction', (text: string) => text.replace('"r": 1', '"r": 1.5')],
])('%s in the header is a vault that was changed', async (_, change) => {
  const { file, opened } = await openDamaged(Buffer.from(change(whole.toString())))
  expect(opened).toBeInstanceOf(StartError)
  expect((opened as StartError).message).toMatch(/damaged|改动|损坏/)
  expect((opened as StartError).message).toContain(file)
})
