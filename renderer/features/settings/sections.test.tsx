import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Settings } from '#contract/settings.ts'
import { reopenLink } from '#renderer/bridge/client.ts'
import { startTexts } from '#renderer/i18n.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { Network } from './sections.tsx'

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

type Answer = (change: Partial<Settings>) => Settings

function show(answer: Answer = (change) => ({ ...settings, ...change }), label = 'Request timeout (seconds)') {
  const host = startTestHost({ settings: { update: answer } })
  render(<Network settings={settings} />)
  return { host, input: screen.getByLabelText<HTMLInputElement>(label) }
}

test.each(['0', '121', '2.5', '', 'ten'])('%j is refused beside the field, kept in it and not saved', async (typed) => {
  const { host, input } = show()
  await userEvent.clear(input)
  await userEvent.type(input, `${typed}{Enter}`)
  screen.getByText('Enter a whole number from 1 to 120.')
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

test('the time for connecting is a setting of its own', async () => {
  const { host, input } = show(undefined, 'Connection timeout (seconds)')
  expect(input.value).toBe('5')
  await userEvent.clear(input)
  await userEvent.type(input, '3{Enter}')
  await vi.waitFor(() => {
    expect(host.calls).toEqual([{ path: 'settings.update', input: { connectTimeoutSeconds: 3 } }])
  })
})

test('a CA file that cannot be used is refused beside the field; a good one is said to be trusted', async () => {
  const { host, input } = show((change) => {
    if (change.caFile !== '/ca.pem') {
      throw refusal({ code: 'ca-file-invalid', path: change.caFile ?? '', reason: 'no-certificate', retry: 'never' })
    }
    return { ...settings, ...change }
  }, 'CA file')
  await userEvent.type(input, '/key.pem{Enter}')
  await screen.findByText('/key.pem contains no PEM certificate (-----BEGIN CERTIFICATE-----), or a damaged one.')
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(input.value).toBe('/key.pem')
  await userEvent.clear(input)
  await userEvent.type(input, ' /ca.pem ')
  await userEvent.tab()
  await screen.findByText('Trusted starting with the next request.')
  expect(host.calls.at(-1)).toEqual({ path: 'settings.update', input: { caFile: '/ca.pem' } })
})
