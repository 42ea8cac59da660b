import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFakeClock } from '../ports/fake-clock.ts'
import { createRedactor } from '../redaction/create-redactor.ts'
import { createRotatingLog } from './rotating-log.ts'

const secret = '0123456789abcdef0123456789abcdef'

async function setup(maxBytes?: number) {
  const folder = join(await mkdtemp(join(tmpdir(), 'log-')), 'logs')
  const redactor = createRedactor()
  redactor.learn(secret)
  const file = join(folder, 'console.log')
  const log = createRotatingLog({ file, redactor, clock: createFakeClock(), ...(maxBytes && { maxBytes }) })
  return { folder, file, log }
}

test('a line has its time, its level and its facts, and no secret however it came in', async () => {
  const { file, log } = await setup()
  log.warn(`somebody logged ${secret}`, { url: `https://x/?secret=${secret}&a=1`, nested: [{ secret }] })
  log.error('two\nlines')
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain(secret)
  expect(text).toMatch(/^2026-01-02T03:04:05.000Z warn somebody logged /)
  expect(text.split('\n')).toHaveLength(3)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('turns over at its size and keeps one former file', async () => {
  const { folder, file, log } = await setup(200)
  for (let n = 0; n < 50; n++) log.info(`line ${n}`)
  expect((await readdir(folder)).sort()).toEqual(['console.log', 'console.log.old'])
  for (const name of [file, `${file}.old`]) expect((await stat(name)).size).toBeLessThanOrEqual(200)
  expect(await readFile(file, 'utf8')).toContain('line 49')
})

test('a folder that vanishes does not bring the console down', async () => {
  const { file } = await setup()
  const log = createRotatingLog({ file: `${file}.d/x.log`, redactor: createRedactor(), clock: createFakeClock() })
  const { rm } = await import('node:fs/promises')
  await rm(`${file}.d`, { recursive: true })
  expect(() => log.info('still here')).not.toThrow()
})
