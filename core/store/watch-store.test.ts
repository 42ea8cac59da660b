import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { call } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openFolderConsole } from '#core/testing/folder-console.ts'
import { claimFileOf } from './folder-claim.ts'

const pasted = {
  label: 'Kept',
  appId: 'wx0123456789abcdef',
  tokenSource: { kind: 'pasted' },
  origin: { kind: 'official', host: 'api.weixin.qq.com' },
} as const

/** A console on a real folder, with an account, a list and its exchanges; `clock` drives the folder check. */
async function setUp() {
  const base = mkdtempSync(join(tmpdir(), 'watch-store-'))
  const folder = join(base, 'data')
  const clock = createFakeClock()
  const open = () => openFolderConsole(folder, clock)
  const first = await open()
  await call(first.router.accounts.add, pasted)
  const { id: accountId } = await call(first.router.accounts.useSandbox, undefined)
  const list = await call(first.router.ipList.fetch, { accountId })
  await call(first.router.settings.update, { theme: 'dark' })
  await call(first.router.exchange.usage, undefined)
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  return { folder, clock, open, first, accountId, exchangeId: list.current?.exchangeId ?? 0 }
}
type Console = Awaited<ReturnType<typeof openFolderConsole>>
const codesOf = ({ notices }: Console) => notices().map(({ code }) => code)

/** Advances time until the console has checked, and has finished. */
async function looked({ clock }: { clock: ReturnType<typeof createFakeClock> }, opened: Console, code: string) {
  await clock.advance(10_000)
  await expect.poll(() => codesOf(opened)).toContain(code)
}
const modeOf = (path: string) => statSync(path).mode & 0o777

test.each<[string, (folder: string) => void]>([
  ['the folder is deleted', (folder) => rmSync(folder, { recursive: true })],
  ['the folder is renamed', (folder) => renameSync(folder, `${folder}-away`)],
  ['the database is deleted', (folder) => rmSync(join(folder, 'console.sqlite'))],
  [
    'the database is deleted with its log',
    (folder) => ['', '-wal'].forEach((tail) => void rmSync(join(folder, `console.sqlite${tail}`))),
  ],
  [
    'the database is replaced',
    (folder) => {
      rmSync(join(folder, 'console.sqlite'))
      writeFileSync(join(folder, 'console.sqlite'), 'another file, somebody’s')
    },
  ],
])('when %s, it is said, made anew for its owner only, and all of it is there after a restart', async (what, lose) => {
  const world = await setUp()
  const { folder, first, exchangeId } = world
  lose(folder)
  // Meanwhile nothing is written to a deleted folder.
  await call(first.router.settings.update, { theme: 'light' })
  await looked(world, first, 'folder-made-anew')
  expect(first.notices()).toContainEqual(expect.objectContaining({ code: 'folder-made-anew', exchanges: 0 }))
  await call(first.router.ipList.fetch, { accountId: world.accountId })
  await first.close()
  if (process.platform !== 'win32') {
    expect(modeOf(folder)).toBe(0o700)
    for (const name of ['console.sqlite', 'accounts.json', 'settings.json'])
      expect(modeOf(join(folder, name))).toBe(0o600)
  }

  const second = await world.open()
  expect(await call(second.router.exchange.get, { id: exchangeId })).toMatchObject({ id: exchangeId })
  expect(await call(second.router.exchange.usage, undefined)).toMatchObject({ exchanges: 3 })
  expect(readFileSync(join(folder, 'accounts.json'), 'utf8')).toContain('Kept')
  expect(second.app.settings.current().theme).toBe('light')
  expect(readdirSync(folder).filter((name) => name.includes('replaced')).length).toBe(what.endsWith('replaced') ? 1 : 0)
})

const madeAnew = (file: string) => [expect.objectContaining({ code: 'file-made-anew', file, kept: true })]

test('a deleted write-ahead log is begun anew, which is told, and what was in it is not lost', async () => {
  const world = await setUp()
  const { folder, first, exchangeId, clock } = world
  await clock.advance(5_000)
  rmSync(join(folder, 'console.sqlite-wal'))
  await clock.advance(5_000)
  await call(first.router.ipList.fetch, { accountId: world.accountId })
  await call(first.router.exchange.usage, undefined)
  expect(existsSync(join(folder, 'console.sqlite-wal'))).toBe(true)
  await clock.advance(5_000)
  expect(first.notices()).toEqual(madeAnew('console.sqlite-wal'))
  // As after a kill: only the files are left.
  const copy = `${folder}-copy`
  cpSync(folder, copy, { recursive: true })
  const db = new DatabaseSync(join(copy, 'console.sqlite'))
  expect(db.prepare('SELECT count(*) AS n FROM exchange WHERE id <= ?').get(exchangeId)?.n).toBe(exchangeId)
  db.close()
})

test.each<[string, (folder: string) => void]>([
  ['folder', (folder) => rmSync(folder, { recursive: true })],
  ['database', (folder) => rmSync(join(folder, 'console.sqlite'))],
])('a deleted %s is not handed to a console that starts before it is noticed', async (_, remove) => {
  const world = await setUp()
  const { folder, first } = world
  remove(folder)
  const second = await world.open()
  expect(codesOf(second)).toContain('folder-in-use')
  await call(second.router.settings.update, { theme: 'light' })
  await looked(world, first, 'folder-made-anew')
  await first.close()
  await second.close()
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('dark')
  const third = await world.open()
  expect(codesOf(third)).toEqual(['folder-made-anew'])
  await third.close()
  expect(existsSync(claimFileOf(folder)), 'nothing is left of a claim').toBe(false)
})

test('a folder that another console has taken meanwhile is left to it, and the page says that nothing is saved', async () => {
  const world = await setUp()
  const { folder, first, clock } = world
  rmSync(claimFileOf(folder))
  rmSync(folder, { recursive: true })
  const second = await world.open()
  expect(codesOf(second)).toEqual([])
  await call(second.router.accounts.useSandbox, undefined)
  await call(first.router.settings.update, { theme: 'light' })
  await looked(world, first, 'folder-taken')
  await clock.advance(60_000)
  expect(codesOf(first)).toEqual(['folder-taken', 'not-saved'])
  await first.close()
  expect(second.app.settings.current().theme).toBe('system')
  expect(existsSync(join(folder, 'settings.json'))).toBe(false)
  expect(existsSync(join(folder, 'console.sqlite-wal'))).toBe(true)
  expect(await call(second.router.exchange.usage, undefined)).toMatchObject({ exchanges: 0 })
  expect(codesOf(second)).toEqual([])
})

test.each(['accounts.json', 'settings.json'])('%s that is gone is written again, and told once', async (name) => {
  const { folder, first, clock } = await setUp()
  await clock.advance(5_000)
  expect(codesOf(first), 'what was never written is not gone').toEqual([])
  rmSync(join(folder, name))
  await clock.advance(5_000)
  await expect.poll(() => existsSync(join(folder, name))).toBe(true)
  await clock.advance(5_000)
  expect(first.notices()).toEqual(madeAnew(name))
})
