import { afterEach, beforeEach, expect, test } from 'vitest'
import { HostRefused, openLink } from './link.ts'

beforeEach(() => sessionStorage.clear())
afterEach(() => history.replaceState(null, '', '/'))

test('the key leaves the address bar, and a reload finds it again', () => {
  history.replaceState(null, '', '/#key=k3y')
  openLink()
  expect(location.href).not.toContain('k3y')
  expect(() => openLink()).not.toThrow()
})

test('without a key nothing is opened', () => {
  expect(() => openLink()).toThrow(HostRefused)
})
