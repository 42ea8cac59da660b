import { readFileSync, writeFileSync } from 'node:fs'
import type { TokenView } from '#contract/token.ts'
import { openHost, readSnapshot, spawnHost, within } from '#torture/host.ts'
import { inLanes, type Trial } from '#torture/trial.ts'
import { type Base, dataOf, isSame, look, makeBase, onCopy, vaultOf } from './base.ts'
import { type Harm, harms } from './bytes.ts'

/** Deriving a key with the most that is accepted must not take longer. */
const START_WITHIN_MS = 20_000

/** Other values in the vault's frame. */
const frames: Record<string, unknown>[] = [
  { version: 2 },
  { version: '1' },
  { kind: 'notes' },
  { values: null },
  { values: [] },
  { values: { a: 5 } },
  { check: null },
  { kdf: null },
  ...[0, -1, 1, 2, 3, 1000, 2 ** 20, 2 ** 31, 1e99, 2 ** 14 + 1, null, '16384'].map((N) => ({ kdf: { N } })),
  ...[0, 16, 1e9].map((r) => ({ kdf: { r } })),
  ...[0, 16, 1e9].map((p) => ({ kdf: { p } })),
  { kdf: { N: 2 ** 20, r: 16, p: 16 } },
  { kdf: { salt: '' } },
  { kdf: { salt: 'not base64!' } },
  { kdf: { salt: 'A'.repeat(1_000_000) } },
]

/** The vault file, harmed in every region: refused by name and left as it was, or opened with one entry less. */
export const vault: Trial = {
  name: 'vault',
  budgetMs: 45_000,
  async run({ random, workplace, tally }) {
    const base = await makeBase(workplace, random, 'stop')
    const tokens = base.accounts.size
    const cases: (Harm & { mayCost: number })[] = [
      ...harms(random.fork('vault'), 40).map((harm) => ({
        ...harm,
        mayCost: /one bit/.test(harm.name) ? 1 : Number.POSITIVE_INFINITY,
      })),
      ...frames.map((frame) => ({
        name: `frame ${JSON.stringify(frame).slice(0, 60)}`,
        mayCost: 0,
        apply: inFrame(frame),
      })),
    ]
    const { check } = tally('damage: vault', cases.length)
    await inLanes(
      2,
      cases.map(
        ({ name, apply, mayCost }) =>
          () =>
            check(name, () =>
              onCopy(base, workplace, async (home) => {
                const file = vaultOf(home)
                const harmed = apply(readFileSync(file))
                writeFileSync(file, harmed)
                const starting = spawnHost({ data: dataOf(home), vault: file }, workplace)
                const address = await within(START_WITHIN_MS, starting.url, 'neither started nor refused')
                if (address === undefined) {
                  const code = await starting.exited
                  return [...wrongRefusal(starting.stderr(), file, code), ...unlike(file, harmed)]
                }
                const host = await openHost(starting, address)
                const { accounts, notices } = await look(host)
                const views = await readSnapshot(host, 'token')
                await host.stop()
                const unheld = accounts.filter(({ secret }) => secret !== 'held')
                const lostTokens = tokens - views.filter(isThere).length
                const isNamed = unheld.length > 0 && unheld.every(({ secret }) => secret === 'cannot-decrypt')
                const isSilent = notices.length === 0 && (lostTokens > 0 || (unheld.length > 0 && !isNamed))
                return [
                  ...accountsGone(base, accounts.length),
                  ...(isSilent ? ['nothing says that an entry is lost'] : []),
                  ...(unheld.length + lostTokens > mayCost
                    ? [`${unheld.length} AppSecrets and ${lostTokens} tokens lost`]
                    : []),
                  ...keptEntries(file, harmed),
                ]
              }),
            ),
      ),
    )
  },
}

const isThere = ({ state }: TokenView) => state !== 'none'

function accountsGone(base: Base, left: number): string[] {
  return left === base.accounts.size ? [] : [`${left} accounts`]
}

/** One sentence with the file in it, and no stack. */
function wrongRefusal(stderr: string, file: string, code: number | null): string[] {
  const lines = stderr.trim().split('\n')
  return [
    ...(code === null || code === 0 ? [`exit code ${code}`] : []),
    ...(lines.length === 1 && stderr.includes(file) && !/unexpected|\bat \S+:\d+/i.test(stderr)
      ? []
      : [`refused with: ${stderr.trim().slice(0, 200)}`]),
  ]
}

function unlike(file: string, harmed: Buffer): string[] {
  return readFileSync(file).equals(harmed) ? [] : ['the vault was written to though it was refused']
}

/** Entries that do not open stay as they are. */
function keptEntries(file: string, harmed: Buffer): string[] {
  const before = valuesOf(harmed)
  const after = valuesOf(readFileSync(file))
  return Object.keys(before)
    .filter((name) => name.startsWith('secret:') && !isSame(before[name], after[name]))
    .map((name) => `the entry ${name.slice(0, 12)} is not as it was`)
}

function valuesOf(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString('utf8')).values ?? {}
  } catch {
    return {}
  }
}

function inFrame(frame: Record<string, unknown>): Harm['apply'] {
  return (bytes) => {
    const content = JSON.parse(bytes.toString('utf8'))
    for (const [key, value] of Object.entries(frame)) {
      const isPart = key === 'kdf' && typeof value === 'object' && value !== null
      content[key] = isPart ? { ...content.kdf, ...value } : value
    }
    return Buffer.from(JSON.stringify(content))
  }
}
