import type { Random } from './seed.ts'
import type { Workplace } from './workplace.ts'

/** One line of the table. A case is held, or lost with at least one sentence; `planned` ones may not be reached in time. */
export interface Row {
  trial: string
  planned: number
  tried: number
  held: number
  losses: string[]
  note?: string
}

/** A line of the table while its cases run. */
export interface Tally {
  /** Why something was not tried, or was tried in another way. */
  note(text: string): void
  /**
   * Runs one case, which answers what is wrong: nothing when it held. One that throws is lost. Once the trial's time is
   * over, a case is left out, which the table shows.
   */
  check(name: string, run: () => Promise<string[]>): Promise<void>
}

export interface TrialContext {
  random: Random
  workplace: Workplace
  /** The line of this name, made when first asked for. `planned` cases are added to those it has. */
  tally(name: string, planned: number): Tally
  /** Whether the time of the trial is over. */
  isOver(): boolean
}

export interface Trial {
  name: string
  budgetMs: number
  run(context: TrialContext): Promise<void>
}

export interface RunOptions {
  random: Random
  workplace: Workplace
  /** Told of every loss at once. */
  tell(line: string): void
  now(): number
}

/** Runs a trial to its end or to the end of its time; a trial that breaks off, or that tries nothing, is a loss. */
export async function runTrial(trial: Trial, { random, workplace, tell, now }: RunOptions): Promise<Row[]> {
  const rows = new Map<string, Row>()
  const end = now() + trial.budgetMs
  const isOver = () => now() > end
  const rowOf = (name: string) => {
    const row = rows.get(name) ?? { trial: name, planned: 0, tried: 0, held: 0, losses: [] }
    rows.set(name, row)
    return row
  }
  const lose = (row: Row, what: string) => {
    row.losses.push(what)
    tell(`LOST ${row.trial}: ${what}`)
  }
  const tally = (name: string, planned: number): Tally => {
    const row = rowOf(name)
    row.planned += planned
    return {
      note(text) {
        row.note = text
      },
      async check(caseName, run) {
        if (isOver()) return
        row.tried++
        const wrong = await run().catch((error: unknown) => [`broke off: ${textOf(error)}`])
        if (wrong.length === 0) row.held++
        else lose(row, `${caseName}: ${wrong.join('; ')}`)
      },
    }
  }
  try {
    await trial.run({ random: random.fork(trial.name), workplace, tally, isOver })
  } catch (error) {
    const row = rowOf(trial.name)
    row.tried++
    lose(row, `the trial broke off: ${textOf(error)}`)
  }
  if (rows.size === 0) rowOf(trial.name)
  return [...rows.values()]
}

/** Lost, or nothing was tried: either is no proof. */
export function isLost(row: Row): boolean {
  return row.tried === 0 || row.held < row.tried || row.losses.length > 0
}

/** Runs the tasks, so many at a time. */
export async function inLanes(lanes: number, tasks: (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks]
  const lane = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** A problem is told by its code. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const data = 'data' in error ? (error.data as { code?: unknown } | undefined) : undefined
  return `${error.name}: ${typeof data?.code === 'string' ? data.code : error.message}`
}
