import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { openExchanges } from '#core/exchange/exchanges.ts'
import { defaultLimits } from '#core/exchange/store/retention.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { openStore } from '#core/store/open-store.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { notBuilt, openPageSite, type PageSite } from './page-site.ts'
import type { Bench, Row } from './row.ts'

const exchanges = 2_000
const rounds = 7
const listed = `${exchanges.toLocaleString('en-US')} exchanges`

/** The list of exchanges at a start: out of the file, and onto the page. Each beside the least that does the same. */
export const exchangeList: Bench = async () => [await fromTheFile(), await ontoThePage()]

async function fromTheFile(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'mp-console-bench-'))
  try {
    await fill(folder)
    const console: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      console.push(await timed(() => openAsTheConsole(folder)))
      bare.push(await timed(async () => readBare(join(folder, 'console.sqlite'))))
    }
    const measure = `${listed}: from opening the store to the list`
    return { measure, unit: 'ms', value: median(console), baseline: median(bare), limit: 100 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bodies of the size of an IP list, and every hundredth one that is a file. */
async function fill(folder: string): Promise<void> {
  const store = await openStore(folder)
  const body = Buffer.alloc(4_300, '"203.0.113.7",')
  for (let id = 1; id <= exchanges; id++) {
    const response = store.exchanges.openBody()
    for (let left = id % 100 === 0 ? 300 : 1; left > 0; left--) await response.write(body)
    const request = { kind: 'bytes' as const, bytes: new Uint8Array() }
    await store.exchanges.put(recorded(id), { request, response: await response.finish() })
  }
  await store.close()
}

function recorded(id: number) {
  const phases = { dns: 1.21, tcp: 14.2, tls: 31.73, send: 0.24, wait: 60.38, download: 1.32, total: 109.08 }
  return { ...testExchange(id, `account-${id % 5}`), status: 200, size: 4_300, phases }
}

async function openAsTheConsole(folder: string): Promise<void> {
  const store = await openStore(folder)
  const log = { info() {}, warn() {}, error() {} }
  const opened = await openExchanges({
    store: store.exchanges,
    saving: createSaving(systemClock, log).part('exchanges'),
    limits: defaultLimits,
    clock: systemClock,
    log,
    changed() {},
  })
  expectAll(opened.list())
  await store.close()
}

function readBare(path: string): void {
  const db = new DatabaseSync(path)
  expectAll(
    db
      .prepare('SELECT summary FROM exchange ORDER BY id DESC')
      .all()
      .map((row) => JSON.parse(String(row.summary))),
  )
  db.close()
}

function expectAll(rows: ExchangeSummary[]): void {
  if (rows.length !== exchanges || rows[0]?.id !== exchanges) throw new Error(`${rows.length} exchanges were listed`)
}

async function ontoThePage(): Promise<Row> {
  const row = { measure: `${listed}: from the snapshot's arrival to painted rows`, unit: 'ms', limit: 100 }
  const site = await openPageSite('exchange-list/page.tsx')
  if (!site) return { ...row, note: notBuilt }
  try {
    const bare: number[] = []
    const console: number[] = []
    // A page that has just been opened: nothing is warm, as at a start.
    for (let round = 0; round < rounds; round++) {
      bare.push(await opening(site, '?bare'))
      console.push(await opening(site, ''))
    }
    return { ...row, value: median(console), baseline: median(bare) }
  } finally {
    await site.close()
  }
}

declare global {
  interface Window {
    /** Set by the page: shows the list and answers the ms it took. */
    openList?(snapshot: string): Promise<number>
  }
}

async function opening(site: PageSite, query: string): Promise<number> {
  const page = await site.open(query)
  const snapshot = JSON.stringify(Array.from({ length: exchanges }, (_, index) => recorded(exchanges - index)))
  await page.waitForFunction(() => window.openList !== undefined)
  const ms = await page.evaluate((text) => window.openList?.(text), snapshot)
  await page.close()
  return ms ?? Number.NaN
}

async function timed(run: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
