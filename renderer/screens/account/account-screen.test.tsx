import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { TokenView } from '#contract/token.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { AccountScreen } from './account-screen.tsx'

const push = (more: object = {}) =>
  act(() => receive({ feature: 'token', snapshot: [{ ...samples.noToken, ...more } as TokenView] }))
const draw = (more = {}) => renderInPage(<AccountScreen account={{ ...samples.account, ...more }} />)

const fetchList = vi.fn<() => unknown>(() => ({ accountId: 'a1', kind: 'callback' }))
const host = startTestHost({ ipList: { fetch: fetchList }, token: { fetch: () => samples.noToken } })

beforeAll(startTexts)
beforeEach(() => {
  host.calls.length = 0
  push()
  act(() => {
    receive({ feature: 'ipList', snapshot: [{ accountId: 'a1', kind: 'callback' }] })
    receive({ feature: 'exchange', snapshot: [] })
  })
})
afterEach(cleanup)

test('an IP that is not whitelisted is the figure when no token lives, and its evidence stands for the list', async () => {
  push({ lastFailure: { problem: samples.refusedIp, at: Date.now() } })
  draw()
  await screen.findByText('203.0.113.47')
  screen.getByText('WeChat refused this IP (40164)')
  screen.getByRole('button', { name: 'Copy IP' })
  screen.getByRole('button', { name: 'Fetch token' })
  await screen.findByRole('region', { name: 'Evidence' })
  expect(screen.queryByRole('region', { name: 'IP list' })).toBeNull()
})

test('on classic the list asks before a token is retired, then fetches both', async () => {
  fetchList.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-classic', retry: 'never' })
  })
  draw({ tokenSource: { kind: 'wechat', family: 'classic' } })
  await userEvent.click(screen.getByRole('button', { name: 'Fetch IP list' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Fetch classic anyway' }))
  await waitFor(() =>
    expect(host.calls).toEqual([
      { path: 'ipList.fetch', input: { accountId: 'a1', kind: 'callback' } },
      { path: 'token.fetch', input: { accountId: 'a1', confirmed: true } },
      { path: 'ipList.fetch', input: { accountId: 'a1', kind: 'callback' } },
    ]),
  )
})

test('without an AppSecret its field stands in the token’s panel', () => {
  draw({ secret: 'never-entered' })
  within(screen.getByRole('region', { name: 'Token' })).getByLabelText('AppSecret')
})

test('what the panels open is a dialog of the account, and goes with it', async () => {
  push({ tokenSource: { kind: 'pasted' } })
  const { rerender } = draw({ tokenSource: { kind: 'pasted' } })
  await userEvent.click(screen.getByRole('button', { name: 'Paste a token…' }))
  await screen.findByRole('dialog', { name: 'Paste a token' })
  rerender(<AccountScreen account={{ ...samples.account, id: 'a2' }} />)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
