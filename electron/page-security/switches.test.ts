import { expect, test } from 'vitest'
import { dropLooseningSwitches } from './switches.ts'

test('switches that loosen the window are taken off, the others stay', () => {
  const given = new Set(['disable-web-security', 'load-extension', 'js-flags', 'lang', 'no-sandbox', 'ozone-platform'])
  const commandLine = {
    hasSwitch: (name: string) => given.has(name),
    removeSwitch: (name: string) => void given.delete(name),
  }
  expect(dropLooseningSwitches(commandLine)).toEqual(['disable-web-security', 'js-flags', 'load-extension'])
  expect([...given]).toEqual(['lang', 'no-sandbox', 'ozone-platform'])
})
