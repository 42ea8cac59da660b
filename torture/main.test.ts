import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const endOf = (rows: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { finish } from ${JSON.stringify(fileURLToPath(new URL('./finish.ts', import.meta.url)))}
       finish(${rows}, { seed: 1, only: [], write: false })`,
    ],
    { encoding: 'utf8' },
  )

test('a loss is in the table and ends the process with 1; without one it ends with 0', () => {
  const held = "{ trial: 'a', planned: 1, tried: 1, held: 1, losses: [] }"
  const lost = "{ trial: 'b', planned: 1, tried: 1, held: 0, losses: ['x'] }"
  expect(endOf(`[${held}]`)).toMatchObject({ status: 0, stderr: '' })
  const { status, stdout } = endOf(`[${held}, ${lost}]`)
  expect(status).toBe(1)
  expect(stdout).toMatch(/^b +1 +0 +1$/m)
  expect(endOf('[]').status).toBe(1)
})
