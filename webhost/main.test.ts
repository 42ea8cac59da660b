import { expect, test } from 'vitest'
import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/cli-errors.ts'
import { messages } from './command-line/messages.ts'
import { runMain } from './testing/child.ts'

/** Started as by a Node of another version, with a flag that nobody knows, so that nothing is served. */
function startWithNode(version: string) {
  const versions = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`
  return runMain(['--unknown'], ['--import', `data:text/javascript,${encodeURIComponent(versions)}`])
}

test.each(['20.20.2', '22.9.1', '22.18.0'])('Node %s is too old, which is said in one line', async (version) => {
  const child = startWithNode(version)
  expect(await child.exitCode).toBe(exitCodes.notInstalled)
  expect(child.stderr()).toBe(`${fill(messages.nodeTooOld, { needed: '22.19', version })}\n`)
})

test.each(['22.19.0', '22.100.0', '24.0.0', '100.0.0'])('Node %s will do', async (version) => {
  const child = startWithNode(version)
  expect(await child.exitCode).toBe(exitCodes.usage)
  expect(child.stderr()).toBe(`${fill(messages.flag.unknown, { flag: '--unknown' })}\n`)
})
