import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { reopenLink } from '#renderer/bridge/client.ts'
import { startTexts } from '#renderer/i18n.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { AnotherDeviceDialog } from './another-device-dialog.tsx'

beforeAll(async () => {
  await startTexts()
  await i18next.changeLanguage('en')
})
afterEach(() => {
  cleanup()
  reopenLink()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('shows a fresh address with its life, and another on request', async () => {
  let issued = 0
  const host = startTestHost({
    host: { issueTicket: () => ({ ticket: `t1cket-${++issued}`, remainingMs: 10 * 60_000 }) },
  })
  render(<AnotherDeviceDialog onClose={() => {}} />)
  const address = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Address' })
  expect(address.value).toBe(`${location.origin}/#ticket=t1cket-1`)
  screen.getByText(/^(10:00|9:5\d) left$/)
  await userEvent.click(screen.getByRole('button', { name: 'New address' }))
  await vi.waitFor(() => {
    const other = screen.getByRole<HTMLInputElement>('textbox', { name: 'Address' })
    expect(other.value).toBe(`${location.origin}/#ticket=t1cket-2`)
  })
  expect(host.calls.map(({ path }) => path)).toEqual(['host.issueTicket', 'host.issueTicket'])
})

test('an address whose life is over is not shown any more', async () => {
  startTestHost({ host: { issueTicket: () => ({ ticket: 't1cket', remainingMs: 0 }) } })
  render(<AnotherDeviceDialog onClose={() => {}} />)
  const address = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Address' })
  expect(address.value).toBe('')
  screen.getByText('Expired')
  expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull()
})
