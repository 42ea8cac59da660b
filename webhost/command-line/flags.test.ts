import { expect, test } from 'vitest'
import { StartError } from './cli-errors.ts'
import { parseFlags } from './flags.ts'

const usual = { port: 7264, orLater: false }

test('reads what the launcher passes on', () => {
  expect(parseFlags([])).toEqual({ port: usual, open: false })
  expect(parseFlags(['--web', '--no-open'])).toEqual({ port: usual, open: false })
  expect(parseFlags(['--port', '0', '--vault=v.json', '--data', 'd', '--open'])).toEqual({
    port: { port: 0, orLater: false },
    vault: 'v.json',
    data: 'd',
    open: true,
  })
  expect(parseFlags(['--port=8000+', '--vault=v', '--passphrase-fd=3'])).toEqual({
    port: { port: 8000, orLater: true },
    vault: 'v',
    passphrase: { fd: 3 },
    open: false,
  })
  expect(parseFlags(['--vault=v', '--passphrase-file', 'p']).passphrase).toEqual({ file: 'p' })
})

test.each([
  [['--prot', '1'], '--prot'],
  [['-p'], '-p'],
  [['7000'], '7000'],
  [['--open=yes'], '--open'],
  [['--toString'], '--toString'],
  [['--vault'], '--vault'],
  [['--data='], '--data'],
  [['--port', '65536'], '65536'],
  [['--port', '1e3'], '1e3'],
  [['--port=-1'], '-1'],
  [['--port=0+'], '0+'],
  [['--port=+'], '+'],
  [['--port=7264++'], '7264++'],
  [['--passphrase-fd=3'], '--vault'],
  [['--vault=v', '--passphrase-fd=1'], '1'],
  [['--vault=v', '--passphrase-fd=x'], 'x'],
  [['--vault=v', '--passphrase-fd=3', '--passphrase-file=p'], '--passphrase-file'],
])('%j ends the start with one line that names %s', (args, named) => {
  expect(() => parseFlags(args)).toThrow(StartError)
  try {
    parseFlags(args)
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(named) })
    expect(String(error)).not.toContain('\n')
  }
})
