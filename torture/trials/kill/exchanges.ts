import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '#torture/host.ts'
import { readSnapshot } from '#torture/host.ts'
import { textOf } from '#torture/trial.ts'
import { bigPath } from '#torture/wechat.ts'
import { addAccount, type Situation, until, type World } from './situation.ts'

/** Exchanges opened after each kill; all of them would be the whole of the time. */
const OPENED = 12

const send = (host: Host, accountId: string, target: string) =>
  host.client.request.send({ accountId, method: 'GET', target, attachToken: false })

/** Every row of the list opens, and has the bytes that it says. */
async function wrongInList(host: Host): Promise<string[]> {
  const rows = await readSnapshot(host, 'exchange')
  const step = Math.max(1, Math.floor(rows.length / OPENED))
  const wrong: string[] = []
  for (const { id } of rows.filter((_, at) => at % step === 0)) {
    try {
      const { response } = await host.client.exchange.get({ id })
      const size = response?.body.size ?? 0
      const last = await host.client.exchange.body({ id, side: 'response', offset: Math.max(0, size - 1) })
      if (size > 0 && last.size !== 1) wrong.push(`the end of exchange ${id} is missing`)
    } catch (error) {
      wrong.push(`exchange ${id} does not open: ${textOf(error)}`)
    }
  }
  return wrong
}

/** Bodies of over 1 MiB, which are files. */
export function bigBodies({ wechat, random }: World): Situation {
  let accountId = ''
  return {
    name: 'big bodies',
    withinMs: 400,
    async setUp(host) {
      accountId = await addAccount(host, wechat, { appSecret: random.hex(32) })
    },
    work: (host) => until(host, () => send(host, accountId, bigPath(1_100_000 + random.below(800_000)))),
    afterStart: wrongInList,
  }
}

/** Lists that change at every fetch. */
export function ipLists({ wechat, random }: World): Situation {
  let accountId = ''
  return {
    name: 'IP lists',
    withinMs: 250,
    async setUp(host) {
      accountId = await addAccount(host, wechat, { appSecret: random.hex(32) })
    },
    work: (host) =>
      until(host, async () => {
        await host.client.ipList.fetch({ accountId })
        await host.client.ipList.fetch({ accountId, kind: 'api-domain' })
      }),
    async afterStart(host) {
      const wrong: string[] = []
      for (const kind of ['callback', 'api-domain'] as const) {
        for (const version of await host.client.ipList.history({ accountId, kind })) {
          const entries = await host.client.ipList.entries({ version: version.id })
          if (entries.length !== version.distinct) wrong.push(`version ${version.id} has ${entries.length} entries`)
        }
      }
      return wrong
    },
  }
}

/** Rows are removed, brought back, cleared, and pushed out by a bound. */
export function removals({ wechat, random }: World): Situation {
  let accountId = ''
  let removed = new Set<number>()
  return {
    name: 'delete, undo, clear, bounds',
    withinMs: 600,
    async setUp(host) {
      accountId = await addAccount(host, wechat, { appSecret: random.hex(32) })
      await host.client.settings.update({ maxExchanges: 100, maxExchangeMb: 10 })
    },
    work: (host) =>
      until(host, async () => {
        for (let n = 0; n < 12; n++) await send(host, accountId, bigPath(random.below(3) === 0 ? 1_300_000 : 40_000))
        const ids = (await readSnapshot(host, 'exchange')).map(({ id }) => id)
        const some = ids.filter(() => random.below(3) === 0)
        if (some.length > 0) {
          await host.client.exchange.remove({ ids: some })
          for (const id of some) removed.add(id)
          const back = some.filter(() => random.below(2) === 0)
          for (const id of back) removed.delete(id)
          if (back.length > 0) await host.client.exchange.restore({ ids: back })
        }
        await host.client.settings.update({ maxExchangeMb: 10 + random.below(10) })
        if (random.below(4) === 0 && ids.length > 0) {
          await host.client.exchange.remove({ ids })
          for (const id of ids) removed.add(id)
        }
      }),
    async afterStart(host) {
      const back = (await readSnapshot(host, 'exchange')).filter(({ id }) => removed.has(id)).map(({ id }) => id)
      removed = new Set()
      return [
        ...(back.length > 0 ? [`removed exchanges are back: ${back.join(', ')}`] : []),
        ...(await wrongInList(host)),
      ]
    },
  }
}

const LINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?:info|warn|error) /
const LOG_BYTES = 1024 * 1024

/** The log is about to turn over at every start. */
export function logRotation({ data, wechat, random }: World): Situation {
  let accountId = ''
  const log = join(data, 'console.log')
  return {
    name: 'log turning over',
    withinMs: 300,
    async setUp(host) {
      accountId = await addAccount(host, wechat, { appSecret: random.hex(32) })
    },
    beforeStart() {
      const line = `2026-01-01T00:00:00.000Z info filler ${'x'.repeat(200)}\n`
      const room = 400 + random.below(4_000)
      writeFileSync(log, line.repeat(Math.floor((LOG_BYTES - room) / line.length)), { mode: 0o600 })
      rmSync(`${log}.old`, { force: true })
    },
    work: (host) => until(host, () => send(host, accountId, '/cgi-bin/anything')),
    afterKill() {
      const files = [log, `${log}.old`].filter((file) => existsSync(file))
      const torn = files.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .slice(0, -1)
          .filter((line) => !LINE.test(line)),
      )
      const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0)
      return [
        ...(torn.length > 0 ? [`${torn.length} torn lines, first ${JSON.stringify(torn[0]?.slice(0, 80))}`] : []),
        ...(open.length > 0 ? [`others may read ${open.join(', ')}`] : []),
        ...(files.length === 0 ? ['the log is gone'] : []),
      ]
    },
    afterStart: wrongInList,
  }
}
