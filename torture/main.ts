import { buildWhenStale } from './build.ts'
import { finish } from './finish.ts'
import { parseOptions } from './options.ts'
import { createRandom } from './seed.ts'
import { type Row, runTrial } from './trial.ts'
import { trials } from './trials/all.ts'
import { createWorkplace } from './workplace.ts'

const say = (line: string) => void process.stderr.write(`${line}\n`)

const options = parseOptions(
  process.argv.slice(2),
  trials.map(({ name }) => name),
)
if (typeof options === 'string') {
  say(options)
  process.exit(2)
}

buildWhenStale(say)

const workplace = createWorkplace()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void workplace.clear().finally(() => process.exit(130)))
}

const random = createRandom(options.seed)
const rows: Row[] = []
const wanted = trials.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
say(`seed ${options.seed}`)
for (const trial of wanted) {
  const began = performance.now()
  say(`${trial.name} …`)
  try {
    rows.push(...(await runTrial(trial, { random, workplace, tell: say, now: () => performance.now() })))
  } finally {
    await workplace.clear()
  }
  say(`${trial.name}: ${Math.round((performance.now() - began) / 1000)} s`)
}

finish(rows, options)
// A socket that lingers is no reason to.
process.exit()
