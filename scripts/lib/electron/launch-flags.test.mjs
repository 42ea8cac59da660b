import { expect, test } from 'vitest'
import { parseLaunchFlags } from './launch-flags.mjs'

test('the desktop window by default', () => {
  expect(parseLaunchFlags([])).toEqual({
    flags: { web: false, desktop: false, build: true, waitSeconds: 30, hostFlags: [], webOnly: [] },
  })
})

test("the launcher's flags stay, the host's are passed on", () => {
  const args = [
    '--web',
    '--port',
    '0',
    '--vault=a b.json',
    '--passphrase-fd',
    '3',
    '--data',
    'd',
    '--no-open',
    '--no-build',
    '--electron-wait=5',
  ]
  expect(parseLaunchFlags(args)).toEqual({
    flags: {
      web: true,
      desktop: false,
      build: false,
      waitSeconds: 5,
      hostFlags: ['--port=0', '--vault=a b.json', '--passphrase-fd=3', '--data=d', '--no-open'],
      webOnly: ['--port', '--vault', '--passphrase-fd', '--no-open'],
    },
  })
})

test.each([
  [['--wbe'], '--wbe'],
  [['7264'], '7264'],
  [['--web=1'], '--web=1'],
  [['--port'], '--port'],
  [['--electron-wait', 'soon'], 'soon'],
  [['--electron-wait=0'], '0'],
  [['--constructor'], '--constructor'],
  // Nothing of Electron's, Node's or Chromium's own gets through.
  [['--dev'], '--dev'],
  [['--inspect=0'], '--inspect'],
  [['--remote-debugging-port=0'], '--remote-debugging-port'],
  [['--disable-web-security'], '--disable-web-security'],
  [['-r', './a.cjs'], '-r'],
])('%j is a mistake that names %s', (args, named) => {
  expect(parseLaunchFlags(args)).toEqual({ mistake: expect.stringContaining(named) })
})
