import { expect, test } from 'vitest'
import { parseFlags } from './flags.ts'
import { StartError } from './start-error.ts'

test('reads what the launcher passes on', () => {
  expect(parseFlags([])).toEqual({ port: 7264, open: false })
  expect(parseFlags(['--web', '--no-open'])).toEqual({ port: 7264, open: false })
  expect(parseFlags(['--port', '0', '--vault=v.json', '--data', 'd', '--open'])).toEqual({
    port: 0,
    vault: 'v.json',
    data: 'd',
    open: true,
  })
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
])('%j ends the start with one line that names %s', (args, named) => {
  expect(() => parseFlags(args)).toThrow(StartError)
  try {
    parseFlags(args)
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(named) })
    expect(String(error)).not.toContain('\n')
  }
})
