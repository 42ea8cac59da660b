import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { passphraseSource } from './passphrase.ts'
import { words } from './words.ts'

function terminal(typed?: string) {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined })
  const output = new PassThrough({ encoding: 'utf8' })
  if (typed !== undefined) input.write(typed)
  return { input, output, shown: () => String(output.read() ?? '') }
}

test('taken from the environment, once', async () => {
  const env = { MP_CONSOLE_PASSPHRASE: 'from env' }
  expect(await passphraseSource(env, terminal())({ isNew: true })).toBe('from env')
  expect(env).toEqual({})
})

test('typed once for a vault that exists, and never shown', async () => {
  const tty = terminal('tr0ub4dor\r')
  expect(await passphraseSource({}, tty)({ isNew: false })).toBe('tr0ub4dor')
  expect(tty.shown()).toBe(`${words.vault.passphrase}\n`)
})

test.each([
  ['typed differently', 'one\rtwo\r', words.vault.different],
  ['empty', '\r\r', words.vault.empty],
  ['interrupted', '\u0003', words.vault.empty],
])('%s: no new vault', async (_name, typed, line) => {
  await expect(passphraseSource({}, terminal(typed))({ isNew: true })).rejects.toThrow(line)
})

test('typed twice alike for a new vault', async () => {
  expect(await passphraseSource({}, terminal('same one\rsame one\r'))({ isNew: true })).toBe('same one')
})

test('without terminal and environment it says what to do', async () => {
  await expect(passphraseSource({}, terminal())({ isNew: false })).rejects.toThrow(words.vault.noTerminal)
})
