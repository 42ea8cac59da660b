import { describe, expect, test } from 'vitest'
import { withTable } from './finish.ts'
import { DEFAULT_SEED, parseOptions } from './options.ts'
import { createRandom } from './seed.ts'
import { markdown, table } from './table.ts'
import { isLost, type Row, runTrial, type Trial } from './trial.ts'
import { trials } from './trials/all.ts'
import { createWorkplace } from './workplace.ts'

const trialOf = (run: Trial['run']): Trial => ({ name: 'sample', budgetMs: 1_000, run })
const run = async (trial: Trial, now = () => 0) => {
  const told: string[] = []
  const workplace = createWorkplace()
  const rows = await runTrial(trial, { random: createRandom(1), workplace, tell: (line) => void told.push(line), now })
  await workplace.clear()
  return { rows, told }
}

describe('what counts as lost', () => {
  test('a case that answers a sentence, or throws; and only that one', async () => {
    const { rows, told } = await run(
      trialOf(async ({ tally }) => {
        const { check } = tally('sample', 3)
        await check('good', async () => [])
        await check('bad', async () => ['a row is gone'])
        await check('broken', () => Promise.reject(new Error('oops')))
      }),
    )
    expect(rows).toMatchObject([{ planned: 3, tried: 3, held: 1 }])
    expect(told).toEqual(['LOST sample: bad: a row is gone', 'LOST sample: broken: broke off: Error: oops'])
    expect(rows.some(isLost)).toBe(true)
  })

  test('a trial that breaks off, after its cases too', async () => {
    const { rows } = await run(
      trialOf(async ({ tally }) => {
        await tally('sample', 1).check('good', async () => [])
        throw new Error('oops')
      }),
    )
    expect(rows).toMatchObject([{ tried: 2, held: 1, losses: ['the trial broke off: Error: oops'] }])
    expect(rows.some(isLost)).toBe(true)
  })

  test('a trial that tries nothing', async () => {
    for (const rest of [
      async () => {},
      async ({ tally }: { tally: (name: string, n: number) => unknown }) => void tally('x', 5),
    ]) {
      const { rows } = await run(trialOf(rest))
      expect(rows).toHaveLength(1)
      expect(rows.some(isLost)).toBe(true)
      expect(table(rows)).toMatch(/^\S+ +0(?: of 5)? +0 +1$/m)
    }
  })

  test('nothing else', async () => {
    const { rows } = await run(trialOf(async ({ tally }) => tally('sample', 1).check('good', async () => [])))
    expect(rows.some(isLost)).toBe(false)
  })
})

test('once its time is over, cases are left out, and the table says how many', async () => {
  let now = 0
  const { rows } = await run(
    trialOf(async ({ tally }) => {
      const { check } = tally('sample', 3)
      for (let n = 0; n < 3; n++) {
        await check('slow', async () => {
          now += 600
          return []
        })
      }
    }),
    () => now,
  )
  expect(rows).toMatchObject([{ planned: 3, tried: 2, held: 2 }])
  expect(table(rows)).toContain('2 of 3')
  expect(markdown(rows)).toContain('| sample | 2 of 3 | 2 | 0 |  |')
})

test('the table adds everything up, losses included', () => {
  const rows: Row[] = [
    { trial: 'a', planned: 2, tried: 2, held: 2, losses: [] },
    { trial: 'b', planned: 2, tried: 2, held: 1, losses: ['x'], note: 'without root' },
  ]
  expect(table(rows).split('\n')).toEqual([
    'trial  tried  held  lost',
    'a          2     2     0',
    'b          2     1     1  without root',
    'all        4     3     1',
  ])
})

test('the same seed gives the same numbers, whatever the other parts take', () => {
  const take = (seed: number, part: string) => createRandom(seed).fork(part).hex(64)
  expect(take(7, 'kill')).toBe(take(7, 'kill'))
  expect(new Set([take(7, 'kill'), take(8, 'kill'), take(7, 'damage')]).size).toBe(3)
  const one = createRandom(7)
  const other = createRandom(7)
  other.next()
  expect(one.fork('kill').hex(8)).toBe(other.fork('kill').hex(8))
})

test('the command line is read, or refused with a sentence', () => {
  expect(parseOptions([], ['kill'])).toEqual({ seed: DEFAULT_SEED, only: [], write: false })
  expect(parseOptions(['--seed=5', '--only', 'kill'], ['kill'])).toEqual({
    seed: 5,
    only: ['kill'],
    write: false,
  })
  for (const args of [['--seed', 'x'], ['--only', 'kil'], ['--fast'], ['--markdown', '--only', 'kill']]) {
    expect(parseOptions(args, ['kill'])).toBeTypeOf('string')
  }
})

test('all trials together take ten minutes at most', () => {
  expect(trials.reduce((sum, { budgetMs }) => sum + budgetMs, 0)).toBeLessThanOrEqual(600_000)
  expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length)
})

test('the table takes the place of the one before it, and of nothing else', () => {
  const document = '# A\n\n<!-- torture: begin -->\nold\n<!-- torture: end -->\n\n## B\n'
  expect(withTable(document, '| $& |')).toBe(document.replace('old', () => '| $& |'))
  expect(() => withTable('# A\n', 'x')).toThrow('no place')
})
