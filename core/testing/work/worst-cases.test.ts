import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { worstCases } from './worst-cases.ts'

const LARGE = 1024 * 1024
const SMALL = LARGE / 8
/** Of the reader that takes most, each character of a list that is read, parsed and sorted. */
const MOST_STEPS_FOR_A_CHARACTER = 100

let steps: Map<string, number[]>

// A regular expression with polynomial work keeps the counting from ending: the kill shows it.
beforeAll(async () => {
  const script = fileURLToPath(new URL('./count-worst-cases.ts', import.meta.url))
  const child = spawn(process.execPath, [script, String(SMALL), String(LARGE)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = setTimeout(() => child.kill('SIGKILL'), 280_000)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await once(child, 'close')
  clearTimeout(kill)
  const lines = output.split('\n').filter((line) => line.endsWith('}'))
  steps = new Map(lines.map((line) => JSON.parse(line)).map(({ name, steps }) => [name, steps]))
}, 300_000)

test.each(Object.keys(worstCases))('%s: eight times the text is eight times the steps', (name) => {
  const [small = Number.NaN, large = Number.NaN] = steps.get(name) ?? []
  expect(large).toBeLessThanOrEqual(LARGE * MOST_STEPS_FOR_A_CHARACTER)
  // Sorting takes a little more, constant work a little less.
  expect(large).toBeLessThanOrEqual(small * 10 + 1000)
})
