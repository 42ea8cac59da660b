import { expect, test } from 'vitest'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { createNotices, type NoticeBoard } from './notices.ts'

const damage = { code: 'state-set-aside', file: 'accounts.json', keptAs: 'accounts.unreadable-1.json' } as const
const newer = (file: string) => ({ code: 'state-newer', file }) as const

/** Notices over files that outlive them. */
async function start(files: TestFiles, before: (board: NoticeBoard) => void = () => {}, readOnly = false) {
  const board = createNotices()
  before(board)
  const { stateFile, log, saving } = createTestPorts({}, files)
  const state = await board.keepIn({ stateFile, log, saving, readOnly, notice: board.notice })
  return { board, codes: () => board.list().map(({ code }) => code), flushed: state.flushed }
}

test('a loss is told through restarts until it is dismissed, once however often it is met', async () => {
  const files: TestFiles = new Map()
  const first = await start(files, (board) => board.notice(damage))
  first.board.notice({ ...damage })
  await first.flushed()

  const second = await start(files, (board) => board.notice(damage))
  expect(second.board.list()).toEqual([{ ...damage, kept: true, id: expect.any(String) }])
  second.board.dismiss(second.board.list()[0]?.id ?? '')
  await second.flushed()
  expect((await start(files)).codes()).toEqual([])
})

test('a condition ends when its cause does, and no restart brings it back', async () => {
  const files: TestFiles = new Map()
  const { board, codes, flushed } = await start(files)
  board.notice(newer('settings.json'))
  board.notice(newer('accounts.json'))
  board.notice({ code: 'store-memory' })
  board.dismiss(board.list()[0]?.id ?? '')
  expect(codes(), 'it is still so').toHaveLength(3)
  board.clear(newer('settings.json'))
  expect(board.list().map((notice) => 'file' in notice && notice.file)).toEqual(['accounts.json', false])
  board.clear({ code: 'state-newer' })
  expect(codes()).toEqual(['store-memory'])
  await flushed()
  expect((await start(files)).codes()).toEqual([])
})

test('whoever listens hears every change, and nothing else', async () => {
  const { board } = await start(new Map())
  let heard = 0
  board.subscribe(() => heard++)
  board.notice(damage)
  board.notice(damage)
  board.notice({ code: 'folder-in-use' })
  board.clear({ code: 'store-memory' })
  board.dismiss('nothing of this name')
  expect(heard).toBe(2)
})

test('a row of its own file that cannot be read costs that row, and a file that cannot be read is itself told', async () => {
  const rows = [{ code: 'from-the-future', file: 'x' }, { ...damage, file: 7 }, null, damage]
  const files: TestFiles = new Map([['notices', JSON.stringify({ version: 1, data: { losses: rows } })]])
  expect((await start(files)).board.list()).toMatchObject([damage])

  const broken: TestFiles = new Map([['notices', '{"version":1,']])
  const { board, flushed } = await start(broken)
  expect(board.list()).toMatchObject([{ code: 'state-set-aside', file: 'notices.json' }])
  await flushed()
  expect((await start(broken)).codes(), 'and still so at the next start').toEqual(['state-set-aside'])
})

test('losses are bounded, and a console that may not write keeps none', async () => {
  const files: TestFiles = new Map()
  const readOnly = await start(files, (board) => board.notice(damage), true)
  await readOnly.flushed()
  expect(files.size).toBe(0)
  const { board } = await start(files)
  for (let n = 1; n <= 200; n++) board.notice({ ...damage, keptAs: `accounts.unreadable-${n}.json` })
  expect(board.list()).toHaveLength(50)
  expect(board.list().at(-1)).toMatchObject({ keptAs: 'accounts.unreadable-200.json' })
})
