import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDefinedError } from '@orpc/client'
import { type Host, readSnapshot, startHost } from '#torture/host.ts'
import { inLanes, type Trial, type TrialContext, textOf } from '#torture/trial.ts'
import { type Base, dataOf, isKept, look, lostBodies, makeBase, onCopy, vaultOf } from './base.ts'
import { harms } from './bytes.ts'
import { readGoodRows } from './good-rows.ts'
import { sqlHarms } from './sql-harms.ts'

interface Case {
  name: string
  apply(home: string): void
}

/** console.sqlite and its write-ahead log, harmed: the console starts, with all that can be read, and says so. */
export const database: Trial = {
  name: 'database',
  budgetMs: 85_000,
  async run(context) {
    const { random, workplace } = context
    const stopped = await makeBase(workplace, random, 'stop')
    const killed = await makeBase(workplace, random, 'kill')
    const file = (name: string) =>
      harms(random.fork(name), name.endsWith('-wal') ? 4 : 18).map(
        (harm): Case => ({
          name: harm.name,
          apply(home) {
            const path = join(dataOf(home), name)
            writeFileSync(path, harm.apply(readFileSync(path)))
          },
        }),
      )
    const gone = (name: string): Case => ({ name: 'gone', apply: (home) => rmSync(join(dataOf(home), name)) })
    const parts = [
      tasks('damage: console.sqlite', stopped, [...file('console.sqlite'), gone('console.sqlite')], context),
      tasks('damage: rows and tables', stopped, sqlHarms.map(bySql), context),
      tasks('damage: write-ahead log', killed, [...file('console.sqlite-wal'), gone('console.sqlite-wal')], context),
    ]
    await inLanes(2, inTurn(parts))
  },
}

/** One of each, again and again: when time is short, all parts have been tried. */
function inTurn<T>(parts: T[][]): T[] {
  const longest = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part.slice(at, at + 1))).flat()
}

function bySql({ name, sql }: { name: string; sql: string }): Case {
  return {
    name,
    apply(home) {
      const db = new DatabaseSync(join(dataOf(home), 'console.sqlite'), { enableForeignKeyConstraints: false })
      db.exec(sql)
      db.close()
    },
  }
}

function tasks(name: string, base: Base, cases: Case[], { tally, workplace }: TrialContext): (() => Promise<void>)[] {
  const { check } = tally(name, cases.length)
  const whole = readGoodRows(dataOf(base.home))
  return cases.map(
    ({ name: caseName, apply }, at) =>
      () =>
        check(caseName, () =>
          onCopy(base, workplace, async (home) => {
            apply(home)
            const data = dataOf(home)
            const path = join(data, 'console.sqlite')
            const harmed = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
            const found = readGoodRows(data)
            const good = [...found.rows].filter(([id, text]) => whole.rows.get(id) === text).map(([id]) => id)
            const start = () => startHost({ data, vault: vaultOf(home) }, workplace)
            const host = await start()
            const seen = await look(host)
            const missing = good.filter((id) => !seen.ids.includes(id))
            const opened = await openEverything(host, seen.ids, new Set(good))
            const notices = (await look(host)).notices
            const told = notices.length > 0 || opened.told
            const isHarmed = found.unsound.length > 0 || found.rows.size < whole.rows.size
            // The log of a killed console ends where it ends: what is missing of it, nobody can know.
            const mustTell = isHarmed && !name.includes('log')
            const code = await host.stop()
            const isThere = !told || isKept(data, harmed) || readGoodRows(data).all >= found.all
            const again = at % 5 === 0 && notices.length > 0 ? await startAgain(start) : []
            return [
              ...(missing.length > 0 ? [`${missing.length} of ${good.length} good rows are not on the list`] : []),
              ...opened.wrong,
              ...(mustTell && !told ? [`no notice says so (${found.unsound.join(', ')})`] : []),
              ...(seen.accounts.length === base.accounts.size ? [] : [`${seen.accounts.length} accounts`]),
              ...(isThere ? [] : ['what was harmed is not kept']),
              ...(code === 0 ? [] : [`exit code ${code}`]),
              ...lostBodies(base, data),
              ...again,
            ]
          }),
        ),
  )
}

/** Good rows open; one that is not ends in a problem that says so (`told`). */
async function openEverything(host: Host, ids: number[], good: Set<number>) {
  const wrong: string[] = []
  let told = false
  const open = async (what: string, isGood: boolean, call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error === undefined) return
    if (isGood) wrong.push(`${what} does not open`)
    else if (!isDefinedError(error)) wrong.push(`${what} ends in ${textOf(error)}`)
    else told ||= (error as { data: { code: string } }).data.code.endsWith('-unreadable')
  }
  for (const id of ids.filter((each, at) => at % 8 === 0 || !good.has(each))) {
    await open(`exchange ${id}`, good.has(id), host.client.exchange.get({ id }))
    await open(`the body of ${id}`, good.has(id), host.client.exchange.body({ id, side: 'response', offset: 0 }))
  }
  const lists = await readSnapshot(host, 'ipList')
  for (const { accountId, kind } of lists) {
    for (const { id } of await host.client.ipList.history({ accountId, kind })) {
      await open(`IP list ${id}`, false, host.client.ipList.entries({ version: id }))
    }
  }
  return { wrong, told }
}

async function startAgain(start: () => Promise<Host>): Promise<string[]> {
  const host = await start()
  const { notices } = await look(host)
  await host.stop()
  return notices.length > 0 ? [] : ['the second start says nothing of it any more']
}
