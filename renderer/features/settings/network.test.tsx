import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Settings } from '../../../contract/settings.ts'
import { reopenLink } from '../../bridge/client.ts'
import { startTexts } from '../../i18n.ts'
import { startTestHost } from '../../testing/test-host.ts'
import { Network } from './network.tsx'

const settings: Settings = {
  language: 'system',
  theme: 'system',
  timeoutSeconds: 10,
  connectTimeoutSeconds: 5,
  caFile: '',
  remindMinutes: 10,
  maxExchanges: 2_000,
  maxExchangeMb: 200,
  lastAccountId: null,
}

beforeAll(async () => {
  await startTexts()
  await i18next.changeLanguage('en')
})
beforeEach(() => reopenLink())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show() {
  const host = startTestHost({ settings: { update: (change: Partial<Settings>) => ({ ...settings, ...change }) } })
  render(<Network settings={settings} />)
  return { host, input: screen.getByLabelText<HTMLInputElement>('Request timeout (seconds)') }
}

test.each(['0', '121', '2.5', '', 'ten'])('%j is refused beside the field, kept in it and not saved', async (typed) => {
  const { host, input } = show()
  await userEvent.clear(input)
  await userEvent.type(input, `${typed}{Enter}`)
  screen.getByText('A whole number from 1 to 120.')
  expect(input.value).toBe(typed)
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(host.calls).toEqual([])
})

test('a good number is saved once', async () => {
  const { host, input } = show()
  await userEvent.clear(input)
  await userEvent.type(input, '30')
  await userEvent.tab()
  await vi.waitFor(() => {
    expect(host.calls).toEqual([{ path: 'settings.update', input: { timeoutSeconds: 30 } }])
  })
})
