import { execFileSync } from 'node:child_process'
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
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
  log.error('two\nlines \u202eturned', { nested: '\u2066\u0085' })
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain(secret)
  expect(text).toMatch(/^2026-01-02T03:04:05.000Z warn somebody logged /)
  expect(text.split('\n')).toHaveLength(3)
  expect(text).toContain('two ⏎ lines [U+202E]turned {"nested":"[U+2066 U+0085]"}')
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
  await rm(`${file}.d`, { recursive: true })
  expect(() => log.info('still here')).not.toThrow()
})

test.skipIf(process.platform === 'win32').each([
  ['symbolic link', (target: string, file: string) => symlink(target, file)],
  ['hard link', (target: string, file: string) => link(target, file)],
  ['pipe', async (_: string, file: string) => void execFileSync('mkfifo', [file])],
])('a %s in the place of the log is not written to, neither at the start nor later', async (_, make) => {
  const { folder, file } = await setup()
  await mkdir(folder, { recursive: true })
  const target = join(folder, '..', 'profile')
  await writeFile(target, 'export PATH')
  await make(target, file)
  const log = createRotatingLog({ file, redactor: createRedactor(), clock: createFakeClock() })
  log.info('first')
  expect(await readFile(file, 'utf8')).toContain('first')
  await rm(file)
  await make(target, file)
  expect(() => log.info('second')).not.toThrow()
  expect(await readFile(target, 'utf8')).toBe('export PATH')
})

test.skipIf(process.platform === 'win32')('a log that others may read is narrowed', async () => {
  const { folder, file } = await setup()
  await mkdir(folder, { recursive: true })
  await writeFile(file, 'old\n')
  await chmod(file, 0o666)
  createRotatingLog({ file, redactor: createRedactor(), clock: createFakeClock() }).info('new')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).toMatch(/^old\n.*new/)
})
