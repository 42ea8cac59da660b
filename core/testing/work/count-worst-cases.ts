import { Session } from 'node:inspector'

// Counts how often each block of the project's and its packages' code ran, and what `countWork` counts, while each reader
// reads its worst text in two sizes; prints a line for each. A process of its own: the counters must run before what they
// count is loaded.
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
const { countWork } = await import('./count-work.ts')
const { worstCases } = await import('./worst-cases.ts')

function stepsOf(run: () => unknown): number {
  takeBlocks()
  const work = countWork(run)
  return work + takeBlocks()
}

/** Since it was called last. */
function takeBlocks(): number {
  let blocks = 0
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    for (const { url, functions } of result) {
      if (url.startsWith('node:') || url.endsWith('/count-work.ts')) continue
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count
    }
  })
  return blocks
}

const sizes = process.argv.slice(2).map(Number)
for (const [name, prepare] of Object.entries(worstCases)) {
  const steps = sizes.map((size) => stepsOf(prepare(size)))
  process.stdout.write(`${JSON.stringify({ name, steps })}\n`)
}
