import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { reopenLink } from '#renderer/bridge/client.ts'
import { connection, follow } from '#renderer/bridge/connection.ts'
import { startTexts } from '#renderer/i18n.ts'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { LostBanner, useBarrier } from './connection-screens.tsx'

function Page() {
  return (
    useBarrier() ?? (
      <>
        <LostBanner />
        <p>console</p>
      </>
    )
  )
}

beforeAll(async () => {
  await startTexts()
  await i18next.changeLanguage('en')
})
afterEach(() => {
  cleanup()
  reopenLink()
  vi.unstubAllGlobals()
})

test('without a key the page says where to find the address', async () => {
  render(<Page />)
  screen.getByText('console')
  await follow()
  await screen.findByRole('heading', { name: 'This page has no session key' })
  expect(screen.queryByText('console')).toBeNull()
})

test('a page whose place was taken comes back on request, and says when the host is lost', async () => {
  connection.set('taken-over')
  render(<Page />)
  const host = startTestHost({})
  await userEvent.click(await screen.findByRole('button', { name: 'Continue here' }))
  await screen.findByText('console')
  expect(host.calls).toEqual([{ path: 'events.watch', input: { takeOver: true } }])
  await vi.waitFor(() => {
    host.push({ feature: 'heartbeat' })
    expect(connection.get()).toBe('connected')
  })
  expect(screen.queryByRole('alert')).toBeNull()
  connection.set('lost')
  await screen.findByRole('alert')
  screen.getByText('console')
})
