import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate, SCHEMA_VERSION } from '#core/store/migrations.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { wrongAfterCrash, wrongAfterStop } from '#torture/data-folder.ts'
import { readSnapshot, spawnHost, startHost } from '#torture/host.ts'
import type { Random } from '#torture/seed.ts'
import type { TrialContext } from '#torture/trial.ts'

const KILLS_OF_EACH = 4
const ROWS = 400

/** A file as the console of that time has left it. */
export function makeOldDatabase(data: string, version: number, random: Random, rows = ROWS): void {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const db = new DatabaseSync(join(data, 'console.sqlite'))
  migrate(db, version)
  const filler = random.bytes(12_000)
  db.exec('BEGIN')
  for (let id = 1; version >= 1 && id <= rows; id++) {
    const view = JSON.stringify(testExchange(id))
    if (version < 4) {
      db.prepare("INSERT INTO exchange VALUES (?, 'a', ?, x'', ?)").run(id, view, filler)
      continue
    }
    db.prepare(
      "INSERT INTO exchange (id, account_id, pinned, removed, bytes, summary) VALUES (?, 'a', 0, 0, ?, ?)",
    ).run(id, filler.length + view.length, view)
    db.prepare(
      "INSERT INTO exchange_content (id, request_file, response_file, view, request, response) VALUES (?, NULL, NULL, ?, x'', ?)",
    ).run(id, view, filler)
  }
  db.exec('COMMIT')
  db.close()
}

/** Killed while a file of an older version is brought up: every row is there afterwards, whatever it was left at. */
export async function migrationKills({ random, workplace, tally, isOver }: TrialContext): Promise<void> {
  const versions = Array.from({ length: SCHEMA_VERSION }, (_, version) => version)
  const { check } = tally('kill: migration from each version', versions.length * KILLS_OF_EACH)
  // The same moments for all: the start takes as long whatever it has to do.
  for (const version of versions) {
    for (let n = 0; n < KILLS_OF_EACH && !isOver(); n++) {
      const waitMs = 120 + random.next() * 500
      await check(`version ${version}, after ${waitMs.toFixed(1)} ms`, async () => {
        const data = join(workplace.folder(), 'data')
        makeOldDatabase(data, version, random.fork('rows'))
        const { process, exited } = spawnHost({ data }, workplace)
        await sleep(waitMs)
        process.kill('SIGKILL')
        await exited
        const torn = wrongAfterCrash(data)
        const host = await startHost({ data }, workplace)
        const { length } = await readSnapshot(host, 'exchange')
        const { notices } = await readSnapshot(host, 'host')
        await host.stop()
        const expected = version === 0 ? 0 : ROWS
        return [
          ...torn,
          ...(length === expected ? [] : [`${length} of ${expected} rows`]),
          ...notices.map((notice) => `notice ${JSON.stringify(notice)}`),
          ...wrongAfterStop(data),
        ]
      })
    }
  }
}
