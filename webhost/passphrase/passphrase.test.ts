import { chmodSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { exitCodes } from '#webhost/command-line/cli-errors.ts'
import type { PassphraseFrom } from '#webhost/command-line/flags.ts'
import { messages } from '#webhost/command-line/messages.ts'
import { passphraseSource, takePassphrase } from './passphrase.ts'

function terminal(typed?: string) {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined })
  const output = new PassThrough({ encoding: 'utf8' })
  if (typed !== undefined) input.write(typed)
  return { input, output, shown: () => String(output.read() ?? '') }
}

test('taken from the environment, and out of it', async () => {
  const env = { MP_CONSOLE_PASSPHRASE: 'from env', HOME: '/' }
  expect(takePassphrase(env)).toBe('from env')
  expect(env).toEqual({ HOME: '/' })
  expect(await passphraseSource(undefined, 'from env', terminal())({ isNew: true })).toBe('from env')
})

describe('from a file or a descriptor', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passphrase-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
  })
  const fileWith = (content: string | Buffer, mode = 0o600) => {
    const file = join(folder, 'passphrase')
    writeFileSync(file, content)
    chmodSync(file, mode)
    return file
  }
  const ask = (from: PassphraseFrom) => passphraseSource(from, 'from env', terminal('typed\r'))({ isNew: true })

  test.each([
    ['its first line, with an end', 'tr0ub4dor\n', 'tr0ub4dor'],
    ['without', 'tr0ub4dor', 'tr0ub4dor'],
    ['of several', 'one\r\ntwo\n', 'one'],
    ['blanks and all', ' 口令 \n', ' 口令 '],
    ['as an editor on Windows saves it', '\ufeffone\r\n', 'one'],
  ])('%s', async (_name, content, passphrase) => {
    const file = fileWith(content)
    expect(await ask({ file })).toBe(passphrase)
    expect(await ask({ fd: openSync(file, 'r') })).toBe(passphrase)
  })

  test.each<[string, () => PassphraseFrom, string]>([
    ['a file that others may read', () => ({ file: fileWith('p', 0o640) }), messages.vault.passphraseShared],
    ['or write', () => ({ file: fileWith('p', 0o602) }), messages.vault.passphraseShared],
    ['no file', () => ({ file: join(folder, 'none') }), messages.vault.passphraseUnreadable],
    ['a folder', () => ({ file: makePrivate(folder) }), messages.vault.passphraseUnreadable],
    ['a descriptor that is closed', () => ({ fd: 973 }), messages.vault.passphraseUnreadable],
    ['too much', () => ({ file: fileWith('x'.repeat(5_000)) }), messages.vault.passphraseLong],
    ['bytes that are no text', () => ({ file: fileWith(Buffer.from([0xff, 0xfe])) }), messages.vault.passphraseNoText],
    ['nothing', () => ({ file: fileWith('\n') }), messages.vault.empty],
  ])('%s: refused, and nothing else is tried', async (_name, from, text) => {
    const said = text.replace(/\{\{name\}\}.*/, '')
    await expect(ask(from())).rejects.toMatchObject({
      exitCode: exitCodes.passphrase,
      message: expect.stringContaining(said),
    })
  })
})

function makePrivate(folder: string): string {
  chmodSync(folder, 0o700)
  return folder
}

test('typed once for a vault that exists, and never shown', async () => {
  const tty = terminal('tr0ub4dor\r')
  expect(await passphraseSource(undefined, undefined, tty)({ isNew: false })).toBe('tr0ub4dor')
  expect(tty.shown()).toBe(`${messages.vault.passphrase}\n`)
})

test.each([
  ['typed differently', 'one\rtwo\r', messages.vault.different],
  ['empty', '\r\r', messages.vault.empty],
  ['interrupted', '\u0003', messages.vault.empty],
])('%s: no new vault', async (_name, typed, line) => {
  await expect(passphraseSource(undefined, undefined, terminal(typed))({ isNew: true })).rejects.toThrow(line)
})

test('typed twice alike for a new vault', async () => {
  expect(await passphraseSource(undefined, undefined, terminal('same one\rsame one\r'))({ isNew: true })).toBe(
    'same one',
  )
})

test('without terminal and environment it says what to do', async () => {
  await expect(passphraseSource(undefined, undefined, terminal())({ isNew: false })).rejects.toThrow(
    messages.vault.noTerminal,
  )
})
