import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Settings } from '#contract/settings.ts'
import { reopenLink } from '#renderer/bridge/client.ts'
import { startTexts } from '#renderer/i18n.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { ExchangeBounds } from './exchange-bounds.tsx'

const settings = { maxExchanges: 2_000, maxExchangeMb: 200 } as Settings

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
  const host = startTestHost({
    settings: { update: (change: Partial<Settings>) => ({ ...settings, ...change }) },
    exchange: { usage: () => ({ exchanges: 1_234, pinned: 5, bytes: 13_002_342 }) },
  })
  render(<ExchangeBounds settings={settings} />)
  return {
    updates: () => host.calls.filter((call) => call.path === 'settings.update').map((call) => call.input),
    number: screen.getByLabelText<HTMLInputElement>('Exchanges to keep'),
    size: screen.getByLabelText<HTMLInputElement>('Total size of exchanges (MiB)'),
  }
}

test('it says how much is kept now', async () => {
  show()
  await screen.findByText('Currently 1,234 exchanges, 12.4 MiB. Pinned: 5.')
})

test.each(['99', '20001', '2000.5', '', 'many'])('%j is refused beside the field and kept in it', async (typed) => {
  const { number, size, updates } = show()
  await userEvent.clear(number)
  await userEvent.type(number, `${typed}{Enter}`)
  screen.getByText('Enter a whole number from 100 to 20,000.')
  expect(number.value).toBe(typed)
  expect(number.getAttribute('aria-invalid')).toBe('true')
  expect(size.getAttribute('aria-invalid')).toBeNull()
  expect(updates()).toEqual([])
})

test('each good number is saved once, by leaving the field or by Enter', async () => {
  const { number, size, updates } = show()
  await userEvent.clear(number)
  await userEvent.type(number, '500')
  await userEvent.clear(size)
  await userEvent.type(size, '64{Enter}')
  await vi.waitFor(() => expect(updates()).toEqual([{ maxExchanges: 500 }, { maxExchangeMb: 64 }]))
})
