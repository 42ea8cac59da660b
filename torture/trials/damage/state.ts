import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startHost } from '#torture/host.ts'
import { inLanes, type Trial } from '#torture/trial.ts'
import { type Base, dataOf, isKept, isSame, look, makeBase, onCopy, vaultOf } from './base.ts'
import { harms } from './bytes.ts'

const files = ['accounts', 'settings', 'clock', 'reminders', 'sandbox'] as const

interface Case {
  file: (typeof files)[number]
  name: string
  apply(bytes: Buffer): Buffer
  /** Accounts that one place of damage may cost. */
  mayCost: number
  /** Nobody can take the value for what it should be. */
  isMisfit?: boolean
}

/** A value that does not belong there, at every place of the JSON. */
const wrongValues = [null, 5, 'x', [], {}, true, 1e308, 'y'.repeat(1_000_000)]

/** The small JSON files, harmed: the console starts, says so, keeps the file, and what is whole is there. */
export const state: Trial = {
  name: 'state',
  budgetMs: 45_000,
  async run(context) {
    const { random, workplace, tally } = context
    const base = await makeBase(workplace, random, 'stop')
    const present = files.filter((file) => existsSync(join(dataOf(base.home), `${file}.json`)))
    const cases = present.flatMap((file): Case[] => [
      ...harms(random.fork(file), file === 'accounts' ? 16 : 4)
        .filter((_, at) => file === 'accounts' || at % 2 === 0)
        .map((harm) => ({ file, ...harm, mayCost: /one bit/.test(harm.name) ? 1 : base.accounts.size })),
      ...wrongTypes(file, readFileSync(join(dataOf(base.home), `${file}.json`), 'utf8')),
    ])
    const { check } = tally('damage: state files', cases.length)
    await inLanes(
      2,
      cases.map(
        (each) => () =>
          check(`${each.file}: ${each.name}`, () =>
            onCopy(base, workplace, async (home) => {
              const path = join(dataOf(home), `${each.file}.json`)
              const harmed = each.apply(readFileSync(path))
              writeFileSync(path, harmed)
              const host = await startHost({ data: dataOf(home), vault: vaultOf(home) }, workplace)
              const seen = await look(host)
              await host.stop()
              const isNew = seen.notices.some(({ code }) => code === 'state-newer')
              const mustTell = !isReadable(harmed) || (each.isMisfit ?? false)
              const told = seen.notices.length > 0
              return [
                ...accountsLost(base, each, seen.accounts),
                ...(base.ids.every((id) => seen.ids.includes(id)) ? [] : ['exchanges are gone']),
                ...(mustTell && !told ? ['no notice says so'] : []),
                ...(mustTell && !isNew && !isKept(dataOf(home), harmed) ? ['what was harmed is not kept'] : []),
              ]
            }),
          ),
      ),
    )
  },
}

function accountsLost(base: Base, { file, mayCost }: Case, accounts: unknown[]): string[] {
  const whole = [...base.accounts.values()].filter((account) => accounts.some((each) => isLike(each, account))).length
  const lost = base.accounts.size - whole
  return lost > (file === 'accounts' ? mayCost : 0) ? [`${lost} accounts are not as they were`] : []
}

/** As it was, with its AppSecret. */
function isLike(a: unknown, b: { id: string; appId: string; label: string; secret: string }): boolean {
  const { id, appId, label, secret } = a as typeof b
  return isSame([id, appId, label, secret], [b.id, b.appId, b.label, b.secret])
}

function isReadable(bytes: Buffer): boolean {
  try {
    // A byte order mark is read over.
    JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))
    return true
  } catch {
    return false
  }
}

/** One case for some value at each place, the versions apart: a higher one is a newer file and no damage. */
function wrongTypes(file: Case['file'], text: string): Case[] {
  const whole = JSON.parse(text)
  const places = placesIn(whole).filter((place) => place.length > 0 && place.at(-1) !== 'version')
  const some = places.filter((_, at) => file !== 'accounts' || at % 2 === 0)
  return some.map((place, at) => {
    const value = wrongValues[at % wrongValues.length]
    const was = place.reduce((inside, key) => inside[key], whole)
    return {
      isMisfit: (file === 'accounts' || file === 'settings') && kindOf(value) !== kindOf(was),
      file,
      name: `another value at ${place.join('.')}: ${JSON.stringify(value)?.slice(0, 20)}`,
      mayCost: place[0] === 'data' && place.length > 1 ? 1 : Number.POSITIVE_INFINITY,
      apply(bytes) {
        const content = JSON.parse(bytes.toString('utf8'))
        const parent = place.slice(0, -1).reduce((inside, key) => inside[key], content)
        parent[place.at(-1) ?? ''] = value
        return Buffer.from(JSON.stringify(content))
      },
    }
  })
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
}

function placesIn(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inside]) => placesIn(inside, [...at, key]))]
}
